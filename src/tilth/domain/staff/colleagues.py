"""Who of the actor's part of the bank could take part in a customer or take one over; who is there today."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, Subquery

from tilth.access import scopes
from tilth.data.models import Generation, PublishedStaff, User
from tilth.domain.covers import queries as covers
from tilth.policy import roles

MOST = 300
"""Names offered at most; a number beyond them can still be typed."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody of the actor's part of the bank who works there."""

    staff_id: str
    name: str
    role: str
    branch_id: str


def at_work(actor: User, generation: Generation, *, among: frozenset[str]) -> tuple[Colleague, ...]:
    """Return people at work in some roles whom the actor leads, by number; one query, 300 at most."""
    scope = scopes.of(actor, generation)
    rows = PublishedStaff.objects.filter(generation=generation.pk, active=True, role__in=sorted(among))
    if not scope.bank_wide:
        rows = rows.filter(Q(branch_id__in=scope.branches) | Q(staff_id__in=scope.managers))
    found = rows.order_by("staff_id").values_list("staff_id", "name", "role", "branch_id")[:MOST]
    return tuple(
        Colleague(staff_id=number, name=name, role=role, branch_id=branch)
        for number, name, role, branch in found
    )


@dataclass(frozen=True, kw_only=True)
class Manager:
    """Who looks after customers in a branch, and who stands in today."""

    staff_id: str
    name: str
    role: str
    covered_by: str
    """Name of who stands in; empty for who is there."""


def of_own_branch(actor: User, generation: Generation, *, today: dt.date) -> tuple[Manager, ...]:
    """Return the managers at work in the actor's own branch, by number, 300 at most; two queries."""
    if not actor.staff_id:
        return ()
    own = PublishedStaff.objects.filter(generation=generation.pk, staff_id=actor.staff_id)
    rows = PublishedStaff.objects.filter(
        generation=generation.pk,
        active=True,
        role__in=roles.MANAGERS,
        branch_id=Subquery(own.values("branch_id")[:1]),
    )
    found = list(rows.order_by("staff_id").values_list("staff_id", "name", "role")[:MOST])
    away = covers.standing_in(generation, [number for number, _name, _role in found], today=today)
    return tuple(
        Manager(staff_id=number, name=name, role=role, covered_by=away.get(number, ""))
        for number, name, role in found
    )
