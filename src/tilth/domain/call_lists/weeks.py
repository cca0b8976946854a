"""Read what became of the names that were put down for a manager's week (LIST-02, LIST-03)."""

from typing import NamedTuple

from django.db.models import Count, Max, Q

from tilth.access import scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.customers import filters, owners


class Names(NamedTuple):
    """The week's names of one book: how many, of them tried and reached, and the places there were."""

    listed: int
    dialled: int
    connected: int
    size: int


def own(actor: User, generation: Generation) -> Names:
    """Return the names of the actor's own week, counted as the list of customers shows them; one query."""
    mine = visibility.visible(PublishedCustomer, actor, generation)
    mine = mine.filter(
        owners.condition(owners.OWN, scopes.of(actor, generation), generation),
        filters.still_open(generation),
        week_rank__isnull=False,
    )
    tried, reached = filters.since_week(), filters.since_week(two_way=True)
    found = mine.annotate(tried=tried, reached=reached).aggregate(
        listed=Count("customer_id"),
        dialled=Count("customer_id", filter=Q(tried=True)),
        connected=Count("customer_id", filter=Q(reached=True)),
        size=Max("week_size"),
    )
    return Names(found["listed"], found["dialled"], found["connected"], found["size"] or 0)
