"""The managers whose customers somebody sees: their names, and which of them can be chosen."""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from tilth.access import reads, scopes
from tilth.data.models import Generation, PublishedStaff, User
from tilth.domain.guards import MANAGERS

MOST = 500
"""More managers than this are no choice any more."""


@dataclass(frozen=True, kw_only=True)
class Owners:
    """Names by staff number, and the staff numbers that can be chosen, by name."""

    names: Mapping[str, str]
    choices: tuple[str, ...]
    complete: bool
    """Whether nobody else can be chosen: there are few enough."""


def in_sight(actor: User, generation: Generation) -> Owners:
    """Return the managers in the actor's scope: one query per scope and generation, whose staff never change.

    No query for who sees the own book alone.
    """
    scope = scopes.of(actor, generation)
    if scope.kind == "bank" or (not scope.branches and set(scope.managers) <= {scope.staff_id}):
        return Owners(names={}, choices=(), complete=scope.kind != "bank")
    return _reached(scope.managers, scope.branches, generation.pk, generation.published_at)


@functools.lru_cache(maxsize=256)
def _reached(
    managers: tuple[str, ...],
    branches: tuple[str, ...],
    generation: int,
    published_at: dt.datetime | None,  # noqa: ARG001 - a night that is run again is another one
) -> Owners:
    reach = Q(staff_id__among=list(managers)) | Q(branch_id__among=list(branches))
    rows = PublishedStaff.objects.filter(reach, generation=generation, role__in=MANAGERS)
    spelt = Coalesce("name_pinyin", "name")
    found = dict(rows.order_by(spelt, "name", "staff_id").values_list("staff_id", "name")[: MOST + 1])
    complete = len(found) <= MOST
    return Owners(names=found, choices=tuple(found) if complete else (), complete=complete)


def with_those(known: Owners, generation: Generation, shown: Iterable[str | None], *, but: str) -> Owners:
    """Return also the names of managers whose customers are shown; at most 1 query, none where all are known.

    `but`: the reader, whose name nobody tells the reader.
    """
    missing = {one for one in shown if one and one != but} - set(known.names)
    if not missing:
        return known
    return replace(known, names={**known.names, **dict(_named(generation=generation.pk, people=[*missing]))})


@reads.plain
def _named(*, generation: int, people: list[str]) -> "QuerySet[PublishedStaff, tuple[str, str]]":
    rows = PublishedStaff.objects.filter(Q(staff_id__among=people), generation=generation)
    return rows.values_list("staff_id", "name")
