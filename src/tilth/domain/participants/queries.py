"""Read who takes part in a customer, and who did."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from tilth.access import visibility
from tilth.data.models import Generation, Participant, PublishedStaff, User


@dataclass(frozen=True, kw_only=True)
class Participation:
    """One participation as the customer page shows it."""

    id: UUID
    staff_id: str
    name: str
    """Empty where the bank's data do not know the person any more."""
    purpose: str
    reason: str
    starts_on: dt.date
    ends_on: dt.date
    ended_at: dt.datetime | None
    invited_by: str
    running: bool


def of_customer(
    actor: User, generation: Generation, *, customer_id: str, today: dt.date
) -> tuple[Participation, ...]:
    """Return a customer's participations, those that end last first; one query."""
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("staff_id"))
    rows = (
        visibility.visible(Participant, actor, generation)
        .filter(customer_id=customer_id)
        .select_related("invited_by")
        .defer("invited_by__password")
        .annotate(staff_name=Subquery(person.values("name")[:1]))
        .order_by("-ends_on", "id")
    )
    return tuple(
        Participation(
            id=row.pk,
            staff_id=row.staff_id,
            name=row.staff_name or "",
            purpose=row.purpose,
            reason=row.reason,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            ended_at=row.ended_at,
            invited_by=row.invited_by.name,
            running=row.ended_at is None and row.starts_on <= today <= row.ends_on,
        )
        for row in rows
    )
