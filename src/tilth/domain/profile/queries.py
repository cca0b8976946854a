"""Read what is written into the profile of one customer, item by item."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F

from tilth.access import reads, visibility
from tilth.data.models import Detail, Generation, User
from tilth.policy.profile.items import Item
from tilth.policy.profile.share import OTHER_BANKS, Share, kept_here

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

MOST = 2000
"""Details of one customer that are read, the newest first."""
NEWEST = ("-made_at", "-id")
"""The last written first, whenever it was learned."""


@dataclass(frozen=True, kw_only=True)
class Of:
    """What is written of one item: what holds, newest first, and what held before."""

    holds: tuple[Detail, ...] = ()
    before: tuple[Detail, ...] = ()
    """What was replaced, is no longer so, or held until a day that is past; the newest first."""

    @property
    def newest(self) -> Detail | None:
        """Return the one that stands for an item of which there is one value."""
        return self.holds[0] if self.holds else None


NOTHING = Of()


def asked(actor: User, generation: Generation, *, customer_id: str) -> "Asked[Detail]":
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _written.asked(actor, generation, customer_id=customer_id)


def all_of(actor: User, generation: Generation, *, customer_id: str) -> Sequence[Detail]:
    """Return all that is written of a customer in sight, the last written first; one query."""
    return tuple(_written(actor, generation, customer_id=customer_id))


def of_customer(
    actor: User, generation: Generation, *, customer_id: str, several: frozenset[str], today: dt.date
) -> dict[str, Of]:
    """Return what is written, by the code of its item; one query.

    `several`: items of which several values stand beside each other. Each detail names its writer as `by`.
    """
    found: dict[str, list[Detail]] = defaultdict(list)
    for row in all_of(actor, generation, customer_id=customer_id):
        found[row.item].append(row)
    return {item: sorted_out(rows, several=item in several, today=today) for item, rows in found.items()}


def known(
    actor: User, generation: Generation, *, customer_id: str, several: frozenset[str], today: dt.date
) -> frozenset[str]:
    """Return the items of which anything is known; one query."""
    found = of_customer(actor, generation, customer_id=customer_id, several=several, today=today)
    return frozenset(item for item, one in found.items() if one.holds)


def sorted_out(rows: Sequence[Any], *, several: bool, today: dt.date) -> Of:
    """Return what holds and what held before, of the details of one item, the last written first.

    What was replaced does not come back when what replaced it is no longer so: of an item with one value the
    last counts, of one with several the last of each choice.
    """
    holds: list[Any] = []
    before: list[Any] = []
    seen: set[Any] = set()
    for row in rows:
        said = (row.choice or row.pk) if several else None
        (holds if said not in seen and stands(row, today) else before).append(row)
        seen.add(said)
    return Of(holds=tuple(holds), before=tuple(before))


def share(here: Decimal, items: Iterable[Item], written: Mapping[str, Of]) -> Share | None:
    """Return the share of a customer's assets that lies here, of all estimates that hold (MAIN-03)."""
    asked_of = [one.code for one in items if one.group == OTHER_BANKS and one.with_amount]
    return kept_here(here, (row.amount for code in asked_of for row in written.get(code, NOTHING).holds))


def stands(row: Any, today: dt.date) -> bool:
    """Say whether a detail holds on a day: nobody ended it by then, and its last day is not past."""
    ended = row.outdated_on is not None and row.outdated_on <= today
    return not ended and (row.valid_until is None or row.valid_until >= today)


@reads.scoped
def _written(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Detail]":
    rows = visibility.visible(Detail, actor, generation).filter(customer_id=customer_id)
    return rows.annotate(by=F("made_by__name")).order_by(*NEWEST)[:MOST]
