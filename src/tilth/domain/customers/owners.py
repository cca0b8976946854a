"""Whose customers are meant: the own ones, those of an absent colleague, nobody's, or one manager's."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from tilth.access.scopes import Scope
from tilth.data.models import Generation, PublishedStaff
from tilth.domain import guards

OWN, COVERED, UNASSIGNED = "own", "covered", "unassigned"
ELSEWHERE, LEFT = "elsewhere", "left"
WORDS = (OWN, COVERED, UNASSIGNED, ELSEWHERE, LEFT)
"""What may stand in the place of a staff number; a feed that numbers somebody so cannot be filtered by it."""


def covered(scope: Scope) -> tuple[str, ...]:
    """Return the staff numbers of the colleagues whom the actor stands in for at present."""
    return tuple(one for one in scope.managers if one != scope.staff_id) if scope.kind == "own" else ()


def condition(
    owner: str, scope: Scope, generation: Generation, *, within: Sequence[str] = (), column: str = "rm_id"
) -> Q:
    """Return the condition of a word or a staff number; empty text: no matter whose.

    `within`: the branches from which "elsewhere" is seen, else those in the actor's scope; `column` names the
    manager in the rows asked for.
    """
    if owner == ELSEWHERE:
        here = Q(branch_id__among=list(within or scope.branches))
        return Q(Exists(_keepers(generation, column).filter(~here)))
    if owner == LEFT:
        return Q(**{f"{column}__isnull": False}) & ~Q(Exists(_keepers(generation, column)))
    rules: dict[str, Q] = {
        "": Q(),
        OWN: Q(**{column: scope.staff_id}),
        COVERED: Q(**{f"{column}__among": list(covered(scope))}),
        UNASSIGNED: Q(**{f"{column}__isnull": True}),
    }
    return rules.get(owner, Q(**{column: owner}))


def _keepers(generation: Generation, column: str) -> "QuerySet[PublishedStaff]":
    """Return the manager at work who keeps the customer of the outer query."""
    at_work = PublishedStaff.objects.filter(generation=generation.pk, active=True, role__in=guards.MANAGERS)
    return at_work.filter(staff_id=OuterRef(column))
