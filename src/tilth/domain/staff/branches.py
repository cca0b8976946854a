"""The branches that somebody may look at one by one."""

import datetime as dt
import functools
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


def reached(actor: User, generation: Generation) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return number, name and path of the branches in the actor's scope, by name.

    One query per scope and generation, whose branches never change.
    """
    scope = scopes.of(actor, generation)
    only = None if scope.bank_wide else scope.branches
    return _reached(only, generation.pk, generation.published_at)


@functools.lru_cache(maxsize=256)
def _reached(
    only: tuple[str, ...] | None,
    generation: int,
    published_at: dt.datetime | None,  # noqa: ARG001 - a night that is run again is another one
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = PublishedBranch.objects.filter(generation=generation)
    if only is not None:
        rows = rows.filter(Q(branch_id__among=list(only)))
    found = rows.order_by("name", "branch_id").values_list("branch_id", "name", "path")
    return tuple((branch_id, name, tuple(path)) for branch_id, name, path in found)


def in_sight(actor: User, generation: Generation) -> tuple[InSight, ...]:
    """Return the branches in sight by name, none for who sees one or none, or too many to choose from."""
    scope = scopes.of(actor, generation)
    if not scope.bank_wide and len(scope.branches) < 2:
        return ()
    found = reached(actor, generation)
    if len(found) > MOST:
        return ()
    below: dict[str, list[str]] = {branch_id: [] for branch_id, _name, _path in found}
    for branch_id, _name, path in found:
        for above in path:
            if above in below:
                below[above].append(branch_id)
    return tuple(
        InSight(branch_id=branch_id, name=name, within=tuple(below[branch_id]))
        for branch_id, name, _path in found
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


def interval(generation: Generation, branch_id: str) -> tuple[int, int]:
    """Return the numbers of a branch and all below it in the tree; an empty interval for an unknown one.

    One query per branch and generation, whose tree never changes.
    """
    return _interval(branch_id, generation.pk, generation.published_at)


@functools.lru_cache(maxsize=4096)
def _interval(branch_id: str, generation: int, published_at: dt.datetime | None) -> tuple[int, int]:  # noqa: ARG001
    rows = PublishedBranch.objects.filter(generation=generation, branch_id=branch_id)
    first, last = rows.values_list("branch_no", "branch_last").first() or (None, None)
    return (1, 0) if first is None or last is None else (first, last)
