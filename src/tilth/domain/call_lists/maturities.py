"""Money that falls due: the whole own book's, not the list's; a call takes nothing off (OPS-01)."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from tilth.access import reads, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedEvent, User
from tilth.domain.customers import filters

if TYPE_CHECKING:
    from django.db.models import QuerySet

DAYS = 10
MOST = 2_000
"""Maturities that are read; a book with more says so."""

_SHOWN = ("generation", "event_id", "customer_id", "kind", "subject", "due_on", "amount")


@reads.scoped
def own(actor: User, generation: Generation, *, today: dt.date) -> "QuerySet[PublishedEvent]":
    """Return what falls due from today on in the actor's own book, the nearest first; one query.

    The customers are those that the list of customers shows for the same days.
    """
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(rm_id=actor.staff_id)
    still = filters.still_open(generation) & filters.due(generation, today=today, days=DAYS)
    rows = visibility.visible(PublishedEvent, actor, generation).filter(
        customer_id__in=mine.filter(still).values("customer_id"),
        kind__in=filters.MATURITIES,
        due_on__gte=today,
        due_on__lte=today + dt.timedelta(days=DAYS),
    )
    return rows.only(*_SHOWN).order_by("due_on", "customer_id", "subject")[: MOST + 1]


def total(rows: list[PublishedEvent]) -> Decimal:
    """Return the sum of what falls due; what several customers of the book own together counts once (A23)."""
    once = {(row.kind, row.subject or row.event_id, row.due_on): row.amount or Decimal(0) for row in rows}
    return sum(once.values(), Decimal(0))
