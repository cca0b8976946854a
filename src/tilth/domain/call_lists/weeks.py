"""Read what became of the names that were put down for a manager's week (LIST-02, LIST-03)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from tilth.access import reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, PublishedBook, PublishedCustomer, User
from tilth.domain.customers import filters, owners


class Names(NamedTuple):
    """The week's names of one book: how many, of them tried and reached, and the places there were."""

    listed: int
    dialled: int
    connected: int
    size: int


def book(actor: User, generation: Generation) -> tuple[PublishedBook | None, Names | None]:
    """Return the actor's own book in numbers, and the names of its week; one query, none without a list."""
    found = next(iter(_own(actor, generation)), None)
    return found, Names(**found.week) if found and found.week else None


def asked(actor: User, generation: Generation) -> Asked[PublishedBook]:
    """Return what `book` asks, to be sent together with other reads."""
    return _own.asked(actor, generation)


@reads.scoped
def _own(actor: User, generation: Generation) -> "QuerySet[PublishedBook, Any]":
    mine = visibility.visible(PublishedBook, actor, generation).filter(rm_id=actor.staff_id)
    return mine.annotate(week=Subquery(_counted(actor, generation))).order_by("pk")[:1]


def books(actor: User, generation: Generation, *, staff: Sequence[str]) -> dict[str, PublishedBook]:
    """Return the books of these managers in numbers, as far as they are in sight; one query."""
    return {one.rm_id: one for one in _books(actor, generation, staff=list(staff))} if staff else {}


@reads.scoped
def _books(actor: User, generation: Generation, *, staff: list[str]) -> "QuerySet[PublishedBook]":
    return visibility.visible(PublishedBook, actor, generation).filter(Q(rm_id__among=staff))


def _counted(actor: User, generation: Generation) -> QuerySet[PublishedCustomer, dict[str, object]]:
    """Return the names of the actor's own week, counted as the list of customers shows them."""
    mine = visibility.visible(PublishedCustomer, actor, generation)
    mine = mine.filter(
        owners.condition(owners.OWN, scopes.of(actor, generation), generation),
        filters.still_open(generation),
        week_rank__isnull=False,
    )
    counted = (
        mine.order_by()
        .values("generation")
        .annotate(
            listed=Count("customer_id"),
            dialled=Count("customer_id", filter=Q(filters.since_week())),
            connected=Count("customer_id", filter=Q(filters.since_week(two_way=True))),
            size=Max("week_size"),
        )
    )
    return counted.values(found=JSONObject(**{name: name for name in Names._fields}))
