"""Read one customer part by part: figures, holdings by category, events, place on the list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict

from django.db.models import Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.access.marks import Number
from tilth.data.models import (
    Generation,
    PublishedCustomer,
    PublishedEvent,
    PublishedHolding,
    PublishedListEntry,
    User,
)
from tilth.domain import bank, deceased
from tilth.domain.contact_points import queries as points
from tilth.domain.contacts import gate
from tilth.domain.numbers import queries as numbers
from tilth.domain.reasons.queries import Event, closed, event, product_names
from tilth.domain.retention import marks
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.vocabulary import CATEGORIES

PRICED = frozenset({"fund", "wealth_product", "bond", "precious_metal", "securities", "trust"})
"""Categories whose value moves: of these a return is told; a deposit earns its rate."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One open holding."""

    holding_id: str
    product_name: str
    risk_level: str | None
    currency: str
    balance: Decimal
    balance_base: Decimal
    gain: Decimal | None
    """Return since purchase as a share of the cost; None without a cost, and for what has no price."""
    rate: Decimal | None
    opened_on: dt.date
    matures_on: dt.date | None
    owners: int = 1
    """How many customers hold it; more than one: a joint account."""


@dataclass(frozen=True, kw_only=True)
class Category:
    """Open holdings of one category, largest first."""

    code: str
    total: Decimal
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the customer stands on tonight's list and why."""

    rank: int
    side: str
    goal: str
    reasons: tuple[str, ...]
    beside: tuple[str, str] = ("", "")
    """The names before and after on the actor's own list; empty on another's and at its ends."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What the order of a list's side looks at in one customer without a date (LIST-06, LIST-07)."""

    familiar: bool
    segment: str | None
    overdue_days: int
    met: bool
    """Whether anybody has had a two-way contact with the customer."""
    aum: Decimal


def compared(row: PublishedCustomer) -> Compared:
    """Return what the order of a side looks at."""
    return Compared(
        familiar=row.familiar,
        segment=row.segment,
        overdue_days=row.overdue_days,
        met=row.last_contact_on is not None,
        aum=row.aum,
    )


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One customer in sight."""

    figures: PublishedCustomer
    """The row as the actor is shown it."""
    judged: PublishedCustomer
    """What the contact gate judges by, as the database holds it, and nothing else of the row."""


FOREVER = dt.date(9999, 12, 31)
"""What a feed writes for: no expiry."""


def figures(
    actor: User, generation: Generation, *, customer_id: str, channel: str = "detail"
) -> PublishedCustomer | None:
    """Return one customer's row with personal data as this actor sees them; None when out of sight (C-22)."""
    found = seen(actor, generation, customer_id=customer_id, channel=channel)
    return None if found is None else found.figures


def seen(actor: User, generation: Generation, *, customer_id: str, channel: str = "detail") -> Seen | None:
    """Return the same with what the contact gate judges by; one query."""
    row = next(iter(_one(actor, generation, customer_id=customer_id)), None)
    if row is None:
        return None
    judged = PublishedCustomer(**{name: getattr(row, name) for name in ("customer_id", *gate.NEEDED)})
    if may(actor.role, Thing.CONTACT_POINT, Action.LIST):
        points.weigh(row, today=bank.today(generation.business_date))
    shown = personal.show(numbers.weigh(row), scopes.of(actor, generation), channel)
    return Seen(figures=shown, judged=judged)


def asked(actor: User, generation: Generation, *, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `seen`, `categories` and `events` ask, to be sent together with other reads."""
    return tuple(one.asked(actor, generation, customer_id=customer_id) for one in (_one, _holdings, _events))


def asked_of_list(actor: User, generation: Generation, row: PublishedCustomer) -> tuple[Asked[Any], ...]:
    """Return what `last` and `place` ask, to be sent together with other reads."""
    if row.list_rank is not None:
        return (_near.asked(actor, generation, **_around(actor, row)),)
    if row.excluded_cause == "quota_full":
        return (_lowest.asked(actor, generation, owner=row.rm_id, familiar=row.familiar),)
    return ()


@reads.scoped
def _one(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedCustomer]":
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(customer_id=customer_id)
    return marks.told(deceased.told(numbers.told(points.told(mine))))


@reads.scoped
def _holdings(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedHolding]":
    return visibility.visible(PublishedHolding, actor, generation).filter(customer_id=customer_id)


@reads.scoped
def _events(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedEvent]":
    seen = visibility.visible(PublishedEvent, actor, generation).filter(~closed(), customer_id=customer_id)
    return seen.order_by("due_on", "kind", "subject")


def categories(actor: User, generation: Generation, *, customer_id: str) -> tuple[Category, ...]:
    """Return the open holdings of a customer by category; one query."""
    return _categories(_holdings(actor, generation, customer_id=customer_id))


def events(
    actor: User, generation: Generation, *, customer_id: str, names: dict[str, str] | None = None
) -> tuple[Event, ...]:
    """Return tonight's events of a customer; one query, and one for the products' names unless given."""
    found = _events(actor, generation, customer_id=customer_id)
    told = product_names(actor, generation, (one.subject for one in found)) if names is None else names
    return tuple(event(one, told, generation) for one in found)


def last(actor: User, generation: Generation, row: PublishedCustomer) -> Compared | None:
    """Return the last name of the side on the manager's list, where it was full before the customer.

    One query there, none elsewhere.
    """
    if row.excluded_cause != "quota_full":
        return None
    found = _lowest(actor, generation, owner=row.rm_id, familiar=row.familiar)
    return compared(found[0]) if found else None


@reads.scoped
def _lowest(
    actor: User, generation: Generation, *, owner: str | None, familiar: bool
) -> "QuerySet[PublishedCustomer]":
    mine = visibility.visible(PublishedCustomer, actor, generation)
    listed = mine.filter(rm_id=owner, familiar=familiar, list_rank__isnull=False).order_by("-list_rank")
    return listed.only("familiar", "segment", "overdue_days", "last_contact_on", "aum")[:1]


def place(actor: User, generation: Generation, row: PublishedCustomer) -> Place | None:
    """Return where the customer stands on tonight's list; one query for a name of it, none for others."""
    if row.list_rank is None:
        return None
    rows = _near(actor, generation, **_around(actor, row))
    found = {one.customer_id: one for one in rows}
    entry = found.pop(row.customer_id, None)
    if entry is None:
        return None
    ranks = {one.rank: one.customer_id for one in found.values()}
    return Place(
        rank=entry.rank,
        side=entry.side,
        goal=entry.goal,
        reasons=tuple(entry.reasons),
        beside=(ranks.get(entry.rank - 1, ""), ranks.get(entry.rank + 1, "")),
    )


class _Around(TypedDict):
    """Whose place on the list is asked for, and the names beside it on the actor's own."""

    customer_id: str
    own: bool
    before: Number
    after: Number


def _around(actor: User, row: PublishedCustomer) -> _Around:
    rank = row.list_rank or 0
    own = row.rm_id == actor.staff_id
    return _Around(customer_id=row.customer_id, own=own, before=Number(rank - 1), after=Number(rank + 1))


@reads.scoped
def _near(  # noqa: PLR0913 - each value of the query by its name
    actor: User, generation: Generation, *, customer_id: str, own: bool, before: Number, after: Number
) -> "QuerySet[PublishedListEntry]":
    near = Q(customer_id=customer_id)
    if own:
        near |= Q(rm_id=actor.staff_id) & (Q(rank=before) | Q(rank=after))
    return visibility.visible(PublishedListEntry, actor, generation).filter(near)


def _categories(rows: Iterable[PublishedHolding]) -> tuple[Category, ...]:
    grouped: dict[str, list[PublishedHolding]] = defaultdict(list)
    for row in rows:
        grouped[row.category].append(row)
    order = {code: place for place, code in enumerate(CATEGORIES)}
    return tuple(
        Category(
            code=code,
            total=sum((row.balance_base for row in grouped[code]), Decimal(0)),
            holdings=tuple(
                _holding(row)
                for row in sorted(grouped[code], key=lambda row: (-row.balance_base, row.holding_id))
            ),
        )
        for code in sorted(grouped, key=lambda code: order.get(code, len(order)))
    )


def _holding(row: PublishedHolding) -> Holding:
    return Holding(
        holding_id=row.holding_id,
        product_name=row.product_name,
        risk_level=row.risk_level,
        currency=row.currency,
        balance=row.balance,
        balance_base=row.balance_base,
        gain=(row.balance - row.cost) / row.cost if row.cost and row.category in PRICED else None,
        rate=row.rate,
        opened_on=row.opened_on,
        matures_on=None if row.matures_on == FOREVER else row.matures_on,
        owners=row.owners,
    )


def reasons(
    actor: User, generation: Generation, *, customer_id: str
) -> tuple[PublishedCustomer, tuple[Event, ...], tuple[str, ...]] | None:
    """Return a customer, tonight's events and, where listed, the reasons; None when not the actor's."""
    row = figures(actor, generation, customer_id=customer_id)
    if row is None:
        return None
    found = events(actor, generation, customer_id=customer_id)
    listed = place(actor, generation, row)
    kinds = listed.reasons if listed else tuple(dict.fromkeys(one.kind for one in found))
    return row, found, kinds
