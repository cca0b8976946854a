"""Read the covers that the actor arranges, gives or has."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tilth.access import reads, scopes
from tilth.access.ahead import Asked
from tilth.data.models import Cover, Generation, PublishedStaff, User
from tilth.domain import guards

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Names(TypedDict):
    absent_name: str | None
    substitute_name: str | None


@dataclass(frozen=True, kw_only=True)
class Covering:
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


def open_ones(actor: User, generation: Generation, *, today: dt.date) -> tuple[Covering, ...]:
    """Return covers running or to come, of managers in scope or with the actor as substitute; ≤ 2 queries."""
    scope = scopes.of(actor, generation)
    if not scope.managers and not scope.branches:
        return ()
    below = PublishedStaff.objects.filter(generation=generation.pk, branch_id__in=scope.branches)
    mine = Q(absent_staff_id__in=scope.managers) | Q(absent_staff_id__in=below.values("staff_id"))
    mine |= Q(substitute_staff_id=scope.staff_id)
    rows = list(_lasting(generation, mine, today=today))
    return tuple(
        Covering(
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


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """Somebody whose place the actor takes, or who takes the actor's: from when, until when."""

    staff_id: str
    name: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Around:
    """The covers around one manager."""

    now: tuple[StandIn, ...] = ()
    """Whom the manager stands in for today; an absent substitute's absent managers among them."""
    coming: tuple[StandIn, ...] = ()
    """Whom the manager is going to stand in for."""
    away: tuple[StandIn, ...] = ()
    """Who stands in for the manager, today or later."""


def around(actor: User, generation: Generation, *, today: dt.date) -> Around:
    """Return the covers around the actor, by first day; one query."""
    mine = guards.managers(actor, generation)
    rows = _ours(actor, generation, mine=list(mine), today=today)
    me = actor.staff_id
    own = [row for row in rows if row.substitute_staff_id == me]
    through = [row for row in rows if row.substitute_staff_id in mine and row.starts_on <= today]
    there: dict[str, StandIn] = {}
    for row in sorted(through, key=lambda row: (row.substitute_staff_id != me, row.starts_on)):
        if row.absent_staff_id in mine and row.absent_staff_id != me:
            there.setdefault(row.absent_staff_id, _absent(row))
    return Around(
        now=tuple(there.values()),
        coming=tuple(_absent(row) for row in own if row.starts_on > today),
        away=tuple(
            StandIn(
                staff_id=row.substitute_staff_id,
                name=row.substitute_name or row.substitute_staff_id,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
            for row in rows
            if row.absent_staff_id == me
        ),
    )


def asked(actor: User, generation: Generation, *, today: dt.date) -> Asked[Cover]:
    """Return what `around` asks, to be sent together with other reads."""
    return _ours.asked(actor, generation, mine=list(guards.managers(actor, generation)), today=today)


def standing_in(generation: Generation, staff_ids: Iterable[str], *, today: dt.date) -> dict[str, str]:
    """Return absent manager → the name of who stands in today, of who is there at the end of a row of covers.

    One query: the covers that run are few in any bank.
    """
    rows = _running(generation=generation.pk, today=today)
    first: dict[str, tuple[str, str]] = {}
    for row in rows:
        place = (row.substitute_staff_id, row.substitute_name or row.substitute_staff_id)
        first.setdefault(row.absent_staff_id, place)
    return {one: _last(first, one) for one in staff_ids if one in first}


@reads.plain
def _running(*, generation: int, today: dt.date) -> "QuerySet[Cover, Any]":
    running = Cover.objects.filter(ended_at__isnull=True, starts_on__lte=today, ends_on__gte=today)
    named = running.annotate(substitute_name=_name(generation, "substitute_staff_id"))
    return named.order_by("-starts_on", "-id")


def _last(first: dict[str, tuple[str, str]], absent: str) -> str:
    """Return who is there at the end; where people stand in for each other, the first of them."""
    seen, (staff_id, name) = {absent}, first[absent]
    while staff_id in first and staff_id not in seen:
        seen.add(staff_id)
        staff_id, name = first[staff_id]
    return first[absent][1] if staff_id in seen else name


@reads.scoped
def _ours(actor: User, generation: Generation, *, mine: list[str], today: dt.date) -> "QuerySet[Cover, Any]":
    ours = Q(substitute_staff_id__among=mine) | Q(absent_staff_id=actor.staff_id)
    return _lasting(generation, ours, today=today)


def _lasting(
    generation: Generation, which: Q, *, today: dt.date
) -> "QuerySet[WithAnnotations[Cover, _Names]]":
    """Return covers that run or are to come, with both names, by first day."""
    found = Cover.objects.filter(which, ended_at__isnull=True, ends_on__gte=today).annotate(
        absent_name=_name(generation.pk, "absent_staff_id"),
        substitute_name=_name(generation.pk, "substitute_staff_id"),
    )
    return found.order_by("starts_on", "id")


def _absent(row: "WithAnnotations[Cover, _Names]") -> StandIn:
    return StandIn(
        staff_id=row.absent_staff_id,
        name=row.absent_name or row.absent_staff_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _name(generation: int, column: str) -> Subquery:
    person: QuerySet[PublishedStaff] = PublishedStaff.objects.filter(
        generation=generation, staff_id=OuterRef(column)
    )
    return Subquery(person.values("name")[:1])
