"""Read a customer's wishes not to be disturbed (PROF-26)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from tilth.access import reads, visibility
from tilth.data.models import DoNotDisturb, Generation, User


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One wish not to be disturbed that holds today or later (PROF-26)."""

    id: UUID
    channel: str
    topic: str
    starts_on: dt.date
    ends_on: dt.date | None
    reason: str
    recorded_by: str = ""
    """Who wrote it down; empty where only the wish itself is told."""


def of_customer(actor: User, generation: Generation, *, customer_id: str, today: dt.date) -> tuple[Wish, ...]:
    """Return the wishes in force today or later, the first to begin first; one query."""
    return tuple(_wish(row) for row in _open(actor, generation, customer_id=customer_id, today=today))


def recorded(actor: User, generation: Generation, *, customer_id: str, today: dt.date) -> tuple[Wish, ...]:
    """Return the same, each with who wrote it down; one query."""
    rows = _rows(actor, generation, customer_id=customer_id, today=today)
    rows = rows.select_related("created_by").defer("created_by__password")
    return tuple(_wish(row, by=row.created_by.name) for row in rows)


@reads.scoped
def _open(
    actor: User, generation: Generation, *, customer_id: str, today: dt.date
) -> "QuerySet[DoNotDisturb]":
    return _rows(actor, generation, customer_id=customer_id, today=today)


def _rows(
    actor: User, generation: Generation, *, customer_id: str, today: dt.date
) -> "QuerySet[DoNotDisturb]":
    wishes = visibility.visible(DoNotDisturb, actor, generation).filter(customer_id=customer_id)
    return wishes.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).order_by("starts_on", "id")


def _wish(row: DoNotDisturb, *, by: str = "") -> Wish:
    return Wish(
        id=row.pk,
        channel=row.channel,
        topic=row.topic,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reason=row.reason,
        recorded_by=by,
    )
