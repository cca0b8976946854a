"""What a leader's page reads: the managers below, how many customers each has, who takes part where."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from tilth.access import scopes, visibility
from tilth.data.models import (
    Generation,
    Participant,
    PublishedBranch,
    PublishedCustomer,
    PublishedStaff,
    User,
)
from tilth.domain import guards
from tilth.domain.customers.filters import still_open

PAGE = 50
MOST = 500
"""Managers offered for choice; a larger house types the number."""
LEAVERS = 200
"""People who left that are asked about at once."""


@dataclass(frozen=True, kw_only=True)
class Manager:
    """One manager below the actor and how many of the customers in sight are theirs.

    On the page of the team these are the customers not closed; who hands over a book hands over all.
    """

    staff_id: str
    name: str
    branch_id: str
    branch_name: str
    active: bool
    customers: int = 0
    role: str = ""
    spelt: str = ""
    """What orders people by name: the pinyin; the name itself where it is not spelt yet."""


@dataclass(frozen=True, kw_only=True)
class Managers:
    """One page of managers by staff number, and after whom the next begins; empty at the end."""

    items: tuple[Manager, ...]
    following: str


@dataclass(frozen=True, kw_only=True)
class TakingPart:
    """One running participation of somebody in a customer in sight; no name of the customer."""

    customer_id: str
    staff_id: str
    name: str
    purpose: str
    ends_on: dt.date


def below(actor: User, generation: Generation) -> "QuerySet[PublishedStaff, PublishedStaff]":
    """Return the managers of whom the actor may arrange covers and hand-overs, present and past."""
    scope = scopes.of(actor, generation)
    reach = Q(staff_id__among=list(scope.managers)) | Q(branch_id__among=list(scope.branches))
    rows = PublishedStaff.objects.filter(generation=generation.pk, role__in=guards.MANAGERS)
    return rows.filter(reach)


def managers(actor: User, generation: Generation, *, after: str = "") -> Managers:
    """Return one page of the managers who work here, with their customers; 2 queries."""
    rows = _named(below(actor, generation).filter(active=True, staff_id__gt=after), generation)
    found = list(rows.order_by("staff_id")[: PAGE + 1])
    page = found[:PAGE]
    counted = customers(actor, generation, (row.staff_id for row in page), still=still_open(generation))
    return Managers(
        items=tuple(_manager(row, counted.get(row.staff_id, 0)) for row in page),
        following=page[-1].staff_id if len(found) > PAGE else "",
    )


def leavers(actor: User, generation: Generation) -> tuple[Manager, ...]:
    """Return who left and still has customers in the bank's data, by staff number; 2 queries."""
    rows = list(
        _named(below(actor, generation).filter(active=False), generation).order_by("-staff_id")[:LEAVERS]
    )
    if not rows:
        return ()
    counted = customers(actor, generation, (row.staff_id for row in rows))
    return tuple(_manager(row, counted[row.staff_id]) for row in reversed(rows) if counted.get(row.staff_id))


def choices(actor: User, generation: Generation, *, active: bool | None = None) -> tuple[Manager, ...]:
    """Return up to 500 managers to choose from, without counting their customers; 1 query."""
    rows = below(actor, generation)
    rows = rows if active is None else rows.filter(active=active)
    return tuple(_manager(row, 0) for row in _named(rows, generation).order_by("staff_id")[:MOST])


def manager(actor: User, generation: Generation, staff_id: str) -> Manager | None:
    """Return one manager below the actor with the number of customers; None for anybody else; 2 queries."""
    row = _named(below(actor, generation).filter(staff_id=staff_id), generation).first()
    if row is None:
        return None
    return _manager(row, customers(actor, generation, [staff_id]).get(staff_id, 0))


def find(actor: User, generation: Generation, typed: str) -> Manager | None:
    """Return the manager below the actor whom a number or a whole name means; None for nobody, or several.

    Two people of one name are told apart by their numbers; at most 5 queries.
    """
    found = manager(actor, generation, typed) if typed else None
    if found is not None or not typed:
        return found
    named = list(below(actor, generation).filter(name=typed).values_list("staff_id", flat=True)[:2])
    return manager(actor, generation, named[0]) if len(named) == 1 else None


def customers(
    actor: User, generation: Generation, staff_ids: Iterable[str], *, still: Q | None = None
) -> dict[str, int]:
    """Return staff number → customers in the actor's sight, of which `still` holds where given; 1 query."""
    theirs = Q(rm_id__among=list(staff_ids)) & (still or Q())
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(theirs)
    counted = mine.order_by().values_list("rm_id").annotate(number=Count("customer_id"))
    return {str(staff_id): number for staff_id, number in counted}


def taking_part(
    actor: User, generation: Generation, *, today: dt.date, most: int = 100
) -> tuple[TakingPart, ...]:
    """Return participations that run or will, those that end first first; 1 query."""
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("staff_id"))
    rows = (
        visibility.visible(Participant, actor, generation)
        .filter(ended_at__isnull=True, ends_on__gte=today)
        .annotate(staff_name=Subquery(person.values("name")[:1]))
        .order_by("ends_on", "id")[:most]
    )
    return tuple(
        TakingPart(
            customer_id=row.customer_id,
            staff_id=row.staff_id,
            name=row.staff_name or "",
            purpose=row.purpose,
            ends_on=row.ends_on,
        )
        for row in rows
    )


def _named(
    rows: "QuerySet[PublishedStaff, PublishedStaff]", generation: Generation
) -> "QuerySet[PublishedStaff, PublishedStaff]":
    branch = PublishedBranch.objects.filter(generation=generation.pk, branch_id=OuterRef("branch_id"))
    return rows.annotate(branch_name=Subquery(branch.values("name")[:1]))


def _manager(row: PublishedStaff, number: int) -> Manager:
    return Manager(
        staff_id=row.staff_id,
        name=row.name,
        branch_id=row.branch_id,
        branch_name=getattr(row, "branch_name", None) or "",
        active=row.active,
        customers=number,
        role=row.role,
        spelt=row.name_pinyin or row.name,
    )
