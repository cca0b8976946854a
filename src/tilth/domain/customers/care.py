"""Read what the pages need to change a customer's rules: wishes with their numbers, times, colleagues."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from tilth.access import reads, scopes, visibility
from tilth.data.models import ContactPreference, DoNotDisturb, Generation, PublishedStaff, User
from tilth.policy.contact_gate import Window

COLLEAGUES = 300
"""Names offered at most; a number beyond them can still be typed."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One wish not to be disturbed that holds today or later (PROF-26)."""

    id: UUID
    channel: str
    topic: str
    starts_on: dt.date
    ends_on: dt.date | None
    reason: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Times:
    """When a customer likes to be contacted, on the clock of a zone; no windows: at any time (PROF-14)."""

    zone: str
    windows: tuple[Window, ...]
    avoid: tuple[str, ...] = ()
    """What nobody brings up with the customer (PROF-20)."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody of the actor's part of the bank who works there."""

    staff_id: str
    name: str
    role: str
    branch_id: str


def wishes(actor: User, generation: Generation, *, customer_id: str, today: dt.date) -> tuple[Wish, ...]:
    """Return the wishes in force today or later, the first to begin first; one query."""
    rows = (
        visibility.visible(DoNotDisturb, actor, generation)
        .filter(customer_id=customer_id)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("created_by")
        .defer("created_by__password")
        .order_by("starts_on", "id")
    )
    return tuple(
        Wish(
            id=row.pk,
            channel=row.channel,
            topic=row.topic,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            reason=row.reason,
            recorded_by=row.created_by.name,
        )
        for row in rows
    )


def times(actor: User, generation: Generation, *, customer_id: str) -> Times | None:
    """Return a customer's suitable times; None where nobody asked; one query."""
    row = next(iter(_preference(actor, generation, customer_id=customer_id)), None)
    if row is None:
        return None
    return Times(zone=row.zone, windows=tuple(map(Window.read, row.windows)), avoid=tuple(row.avoid or ()))


def avoid(actor: User, generation: Generation, *, customer_id: str) -> tuple[str, ...]:
    """Return what nobody brings up with a customer (PROF-20); one query."""
    row = next(iter(_preference(actor, generation, customer_id=customer_id)), None)
    return tuple(row.avoid or ()) if row else ()


@reads.scoped
def _preference(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[ContactPreference]":
    return visibility.visible(ContactPreference, actor, generation).filter(customer_id=customer_id)


def colleagues(actor: User, generation: Generation, *, among: frozenset[str]) -> tuple[Colleague, ...]:
    """Return people at work in some roles whom the actor leads, by number; one query, 300 at most."""
    scope = scopes.of(actor, generation)
    rows = PublishedStaff.objects.filter(generation=generation.pk, active=True, role__in=sorted(among))
    if not scope.bank_wide:
        rows = rows.filter(Q(branch_id__in=scope.branches) | Q(staff_id__in=scope.managers))
    found = rows.order_by("staff_id").values_list("staff_id", "name", "role", "branch_id")[:COLLEAGUES]
    return tuple(
        Colleague(staff_id=number, name=name, role=role, branch_id=branch)
        for number, name, role, branch in found
    )
