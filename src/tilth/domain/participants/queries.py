"""Read who takes part in a customer, and who did."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.data.models import (
    Generation,
    Participant,
    PublishedBranch,
    PublishedCustomer,
    PublishedStaff,
    User,
)


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


def asked(actor: User, generation: Generation, *, customer_id: str) -> Asked[Participant]:
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _taking_part.asked(actor, generation, customer_id=customer_id)


def of_customer(
    actor: User, generation: Generation, *, customer_id: str, today: dt.date
) -> tuple[Participation, ...]:
    """Return a customer's participations, those that end last first; one query."""
    rows = _taking_part(actor, generation, customer_id=customer_id)
    return tuple(_participation(row, today) for row in rows)


def _participation(row: Participant, today: dt.date) -> Participation:
    held: dict[str, str] = vars(row)
    return Participation(
        id=row.pk,
        staff_id=row.staff_id,
        name=held["staff_name"] or "",
        purpose=row.purpose,
        reason=row.reason,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        ended_at=row.ended_at,
        invited_by=held["by"],
        running=row.ended_at is None and row.starts_on <= today <= row.ends_on,
    )


@reads.scoped
def _taking_part(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Participant]":
    seen = visibility.visible(Participant, actor, generation).filter(customer_id=customer_id)
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("staff_id"))
    named = seen.annotate(by=F("invited_by__name"), staff_name=Subquery(person.values("name")[:1]))
    return named.order_by("-ends_on", "id")


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What somebody was asked to do for one customer, whose name is as the reader may see it."""

    customer_id: str
    name: str
    branch_name: str
    purpose: str
    reason: str
    starts_on: dt.date
    ends_on: dt.date
    invited_by: str


def of_self(actor: User, generation: Generation, *, today: dt.date) -> tuple[Invitation, ...]:
    """Return in whom the actor takes part today, those that end first first; two queries."""
    scope = scopes.of(actor, generation)
    if not scope.customers:
        return ()
    asked = list(
        visibility.visible(Participant, actor, generation)
        .filter(staff_id=actor.staff_id, ended_at=None, starts_on__lte=today, ends_on__gte=today)
        .select_related("invited_by")
        .defer("invited_by__password")
        .order_by("ends_on", "id")
    )
    branch = PublishedBranch.objects.filter(generation=generation.pk, branch_id=OuterRef("branch_id"))
    rows = (
        visibility.visible(PublishedCustomer, actor, generation)
        .filter(Q(customer_id__among=[one.customer_id for one in asked]))
        .only("generation", "customer_id", "name", "kind", "rm_id", "branch_id")
        .annotate(branch_name=Subquery(branch.values("name")[:1]))
    )
    people = {row.customer_id: row for row in rows}
    return tuple(
        _invitation(one, people[one.customer_id], scope) for one in asked if one.customer_id in people
    )


def _invitation(one: Participant, row: PublishedCustomer, scope: scopes.Scope) -> Invitation:
    return Invitation(
        customer_id=one.customer_id,
        name=personal.show(row, scope, "list").name or one.customer_id,
        branch_name=getattr(row, "branch_name", None) or "",
        purpose=one.purpose,
        reason=one.reason,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        invited_by=one.invited_by.name,
    )
