"""Who of the actor's part of the bank could take part in a customer, or take him or her over."""

from dataclasses import dataclass

from django.db.models import Q

from tilth.access import scopes
from tilth.data.models import Generation, PublishedStaff, User

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
