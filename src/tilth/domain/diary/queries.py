"""Ask the diary: what is due, and what happened with a customer; the whole rows are read by key."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Lookup, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from tilth.access import reads, visibility
from tilth.data.fields import Among
from tilth.data.models import DiaryLine, Generation, PublishedBranch, User
from tilth.domain.diary.keeping import lines

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 200
"""Lines of one queue that a page shows; whoever has more sees the nearest."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that is due: of which record, about whom, whose, when, and what the record says in codes."""

    subject: str
    row_id: str
    customer_id: str
    staff_id: str
    """Whose it is; the customer's manager's where it is nobody else's. Empty: nobody's."""
    due_on: dt.date
    due_at: dt.time | None
    said: dict[str, Any]


def of_people(  # noqa: PLR0913 - whose queue, told in keywords
    actor: User,
    generation: Generation,
    *,
    staff: Sequence[str],
    today: dt.date,
    until: dt.date,
    most: int = MOST,
) -> tuple[Due, ...]:
    """Return what is due until a day of these people, the own number or those stood in for; one query."""
    if len(staff) == 1:
        return _told(
            _of_one(
                actor, generation, staff=staff[0], lasting=_lasting(), today=today, until=until, most=most
            )
        )
    return _told(
        _of_some(
            actor, generation, staff=list(staff), lasting=_lasting(), today=today, until=until, most=most
        )
    )


def of_branch(  # noqa: PLR0913 - whose queue, told in keywords
    actor: User,
    generation: Generation,
    *,
    branch_id: str,
    today: dt.date,
    until: dt.date,
    most: int = MOST,
) -> tuple[Due, ...]:
    """Return what is due until a day in a branch and all below it, as far as it is in sight; two queries."""
    numbers = PublishedBranch.objects.filter(generation=generation.pk, branch_id=branch_id)
    first, last = numbers.values_list("branch_no", "branch_last").first() or (None, None)
    if first is None or last is None:
        return ()
    rows = due_lines(actor, generation, lasting=_lasting(), today=today, until=until)
    return _told(list(nearest(rows.filter(visibility.below(first, last)), most)))


def in_sight(
    actor: User, generation: Generation, *, today: dt.date, until: dt.date, most: int = MOST
) -> tuple[Due, ...]:
    """Return what is due until a day of everybody in sight: a branch's, a region's, the bank's; one query."""
    return _told(_of_all(actor, generation, lasting=_lasting(), today=today, until=until, most=most))


def open_ones(actor: User, generation: Generation) -> "QuerySet[DiaryLine]":
    """Return the lines in sight that ask for something, whenever."""
    return visibility.visible(DiaryLine, actor, generation).filter(open=True)


def owned_by(staff: "str | list[str]") -> "Lookup[bool]":
    """Return the condition that a line is somebody's: whom it names, else the customer's manager."""
    whose = Coalesce("staff_id", "owner_id")
    return Among(whose, staff) if isinstance(staff, list) else Exact(whose, staff)


@reads.scoped
def newest(
    actor: User, generation: Generation, *, customer_id: str, subjects: list[str], most: int
) -> "QuerySet[DiaryLine]":
    """Return the newest lines of a customer of some kinds; one query."""
    return _newest(visibility.visible(DiaryLine, actor, generation), customer_id, subjects, most)


def older(  # noqa: PLR0913 - one page of one customer's lines, told in keywords
    actor: User, generation: Generation, *, customer_id: str, subjects: list[str], before: Q, most: int
) -> list[DiaryLine]:
    """Return the newest lines of a customer of some kinds before a place; one query."""
    seen = visibility.visible(DiaryLine, actor, generation).filter(before)
    return list(_newest(seen, customer_id, subjects, most))


def _newest(
    rows: "QuerySet[DiaryLine]", customer_id: str, subjects: list[str], most: int
) -> "QuerySet[DiaryLine]":
    found = rows.filter(Q(subject__among=subjects), customer_id=customer_id)
    told = found.only("subject", "row_id", "happened_at", "said")
    return told.order_by("-happened_at", "-subject", "-row_id")[:most]


@reads.scoped
def _of_one(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str,
    lasting: list[str],
    today: dt.date,
    until: dt.date,
    most: int,
) -> "QuerySet[DiaryLine]":
    rows = due_lines(actor, generation, lasting=lasting, today=today, until=until)
    return nearest(rows.filter(owned_by(staff)), most)


@reads.scoped
def _of_some(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: list[str],
    lasting: list[str],
    today: dt.date,
    until: dt.date,
    most: int,
) -> "QuerySet[DiaryLine]":
    rows = due_lines(actor, generation, lasting=lasting, today=today, until=until)
    return nearest(rows.filter(owned_by(staff)), most)


@reads.scoped
def _of_all(  # noqa: PLR0913 - each value of the query by its name
    actor: User, generation: Generation, *, lasting: list[str], today: dt.date, until: dt.date, most: int
) -> "QuerySet[DiaryLine]":
    return nearest(due_lines(actor, generation, lasting=lasting, today=today, until=until), most)


def due_lines(
    actor: User, generation: Generation, *, lasting: list[str], today: dt.date, until: dt.date
) -> "QuerySet[DiaryLine]":
    """Return open lines until a day; what stops asking by itself is not due once its day has passed."""
    still = Q(subject__among=lasting) | Q(due_on__gte=today)
    return open_ones(actor, generation).filter(still, due_on__lte=until)


def nearest(rows: "QuerySet[DiaryLine]", most: int) -> "QuerySet[DiaryLine]":
    """Return the first lines by day and hour; an hour comes before none."""
    return rows.order_by("due_on", F("due_at").asc(nulls_last=True), "subject", "row_id")[:most]


def _lasting() -> list[str]:
    """Return the kinds of records that ask until somebody did what they ask for."""
    return [line.subject for _, line in lines() if line.open and not line.lapses]


def _told(rows: Sequence[DiaryLine]) -> tuple[Due, ...]:
    return tuple(
        Due(
            subject=row.subject,
            row_id=row.row_id,
            customer_id=row.customer_id,
            staff_id=row.staff_id or row.owner_id or "",
            due_on=row.due_on,
            due_at=row.due_at,
            said=row.said,
        )
        for row in rows
        if row.due_on is not None
    )
