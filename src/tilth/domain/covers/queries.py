"""Read the covers that the actor arranges, gives or has."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tilth.access import scopes
from tilth.data.models import Cover, Generation, PublishedStaff, User


@dataclass(frozen=True, kw_only=True)
class Item:
    """One cover as a page shows it; names are empty where the bank's data do not know the person."""

    id: UUID
    absent_staff_id: str
    absent_name: str
    substitute_staff_id: str
    substitute_name: str
    reason: str
    starts_on: dt.date
    ends_on: dt.date
    running: bool


def open_ones(actor: User, generation: Generation, *, today: dt.date) -> tuple[Item, ...]:
    """Return covers running or to come, of managers in scope or with the actor as substitute; ≤ 2 queries."""
    scope = scopes.of(actor, generation)
    if not scope.managers and not scope.branches:
        return ()
    below = PublishedStaff.objects.filter(generation=generation.pk, branch_id__in=scope.branches)
    mine = Q(absent_staff_id__in=scope.managers) | Q(absent_staff_id__in=below.values("staff_id"))
    mine |= Q(substitute_staff_id=scope.staff_id)
    rows = (
        Cover.objects.filter(mine, ended_at__isnull=True, ends_on__gte=today)
        .annotate(
            absent_name=_name(generation, "absent_staff_id"),
            substitute_name=_name(generation, "substitute_staff_id"),
        )
        .order_by("starts_on", "id")
    )
    return tuple(
        Item(
            id=row.pk,
            absent_staff_id=row.absent_staff_id,
            absent_name=row.absent_name or "",
            substitute_staff_id=row.substitute_staff_id,
            substitute_name=row.substitute_name or "",
            reason=row.reason,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            running=row.starts_on <= today,
        )
        for row in rows
    )


def _name(generation: Generation, column: str) -> Subquery:
    person: QuerySet[PublishedStaff] = PublishedStaff.objects.filter(
        generation=generation.pk, staff_id=OuterRef(column)
    )
    return Subquery(person.values("name")[:1])
