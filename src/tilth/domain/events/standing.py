"""Events in another order than by money or day: by customer, kind, age, place on the list, and manager.

No index answers these: they are for as many events as a page counts (ADR 0038).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedEvent, User
from tilth.domain import ordered, spelt
from tilth.domain.ordered import TURN

if TYPE_CHECKING:
    from django.db.models import QuerySet

SORTS = ("customer", "kind", "since", "listed", "owner")


def page(  # noqa: PLR0913 - which events, in which order and where the page begins, told in keywords
    actor: User,
    generation: Generation,
    rows: "QuerySet[PublishedEvent]",
    sort: str,
    *,
    kinds: Sequence[str],
    after: str,
    before: str,
    most: int,
) -> ordered.Found[PublishedEvent]:
    """Return a page of events in an order of `SORTS`, turned or not; `kinds`: in the order of their words."""
    placed = rows.annotate(stands=_stands(actor, generation, sort.removeprefix(TURN), kinds))
    return ordered.page(placed, sort, down=False, after=after, before=before, most=most, key="event_id")


def _stands(actor: User, generation: Generation, code: str, kinds: Sequence[str]) -> Any:
    """Return what events stand by: a name as it is spelt, a kind, a day, a rank."""
    if code == "kind":
        return ordered.place_of("kind", kinds)
    if code == "since":
        return F("told_on")
    if code == "owner":
        return spelt.of_manager(generation, "owner_id")
    if code == "customer":
        return spelt.of_customer(actor, generation)
    row = visibility.visible(PublishedCustomer, actor, generation).filter(customer_id=OuterRef("customer_id"))
    return Subquery(row.values("list_rank")[:1])
