"""The branches that somebody may look at one by one."""

from dataclasses import dataclass

from django.db.models import Q

from tilth.access import scopes
from tilth.data.models import Generation, PublishedBranch, User

MOST = 500
"""More branches than this are no choice any more."""


@dataclass(frozen=True, kw_only=True)
class InSight:
    """One branch, and the numbers of those in sight that are it or lie below it."""

    branch_id: str
    name: str
    within: tuple[str, ...]


def in_sight(actor: User, generation: Generation) -> tuple[InSight, ...]:
    """Return the branches in sight by name, none for who sees one or none; at most 1 query."""
    scope = scopes.of(actor, generation)
    if not scope.bank_wide and len(scope.branches) < 2:
        return ()
    rows = PublishedBranch.objects.filter(generation=generation.pk)
    if not scope.bank_wide:
        rows = rows.filter(Q(branch_id__among=list(scope.branches)))
    found = list(
        rows.only("generation", "branch_id", "name", "path").order_by("name", "branch_id")[: MOST + 1]
    )
    if len(found) > MOST:
        return ()
    below: dict[str, list[str]] = {row.branch_id: [] for row in found}
    for row in found:
        for above in row.path:
            if above in below:
                below[above].append(row.branch_id)
    return tuple(
        InSight(branch_id=row.branch_id, name=row.name, within=tuple(below[row.branch_id])) for row in found
    )


def one(actor: User, generation: Generation, branch_id: str) -> InSight | None:
    """Return one branch in sight with those below it, None for any other; at most 1 query."""
    scope = scopes.of(actor, generation)
    if not branch_id or "\x00" in branch_id or not (scope.bank_wide or branch_id in scope.branches):
        return None
    rows = PublishedBranch.objects.filter(generation=generation.pk, path__contains=[branch_id])
    found = dict(rows.values_list("branch_id", "name"))
    if branch_id not in found:
        return None
    return InSight(branch_id=branch_id, name=found[branch_id], within=tuple(found))
