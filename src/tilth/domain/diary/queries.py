"""Ask the diary: what is due, and what happened with a customer; the whole rows are read by key."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import F, Lookup, Q, Window
from django.db.models.functions import Coalesce, RowNumber
from django.db.models.lookups import Exact

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.fields import Among
from tilth.data.models import DiaryLine, Generation, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

_IN_A_DAY = (F("due_at").asc(nulls_last=True), F("subject").asc(), F("row_id").asc())


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


def held(actor: User, generation: Generation, *, customer_id: str, subjects: list[str]) -> set[str]:
    """Return those of some kinds of which a customer has a record that was not taken back; one query."""
    return set(_held(actor, generation, customer_id=customer_id, subjects=subjects))


def asked_held(actor: User, generation: Generation, *, customer_id: str, subjects: list[str]) -> Asked[str]:
    """Return what `held` asks, to be sent together with other reads."""
    return _held.asked(actor, generation, customer_id=customer_id, subjects=subjects)


@reads.scoped
def _held(
    actor: User, generation: Generation, *, customer_id: str, subjects: list[str]
) -> "QuerySet[DiaryLine, str]":
    rows = visibility.visible(DiaryLine, actor, generation)
    found = rows.filter(Q(subject__among=subjects), customer_id=customer_id)
    return found.order_by("subject").values_list("subject", flat=True).distinct()


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


def due_lines(
    actor: User, generation: Generation, *, lasting: list[str], today: dt.date, until: dt.date
) -> "QuerySet[DiaryLine]":
    """Return open lines until a day; what stops asking by itself is not due once its day has passed."""
    still = Q(subject__among=lasting) | Q(due_on__gte=today)
    return open_ones(actor, generation).filter(still, due_on__lte=until)


def first_of_days(rows: "QuerySet[DiaryLine]", each: int) -> "QuerySet[DiaryLine]":
    """Return the first lines of each day, in the order of `nearest` but in none themselves."""
    place = Window(RowNumber(), partition_by=[F("due_on")], order_by=_IN_A_DAY)
    return rows.order_by().annotate(place=place).filter(place__lte=each)


def nearest(rows: "QuerySet[DiaryLine]", most: int) -> "QuerySet[DiaryLine]":
    """Return the first lines by day and hour; an hour comes before none."""
    return rows.order_by("due_on", *_IN_A_DAY)[:most]


def last(rows: "QuerySet[DiaryLine]", most: int) -> "QuerySet[DiaryLine]":
    """Return the last lines by day and hour, the very last first."""
    in_a_day = (F("due_at").desc(nulls_first=True), F("subject").desc(), F("row_id").desc())
    return rows.order_by("-due_on", *in_a_day)[:most]
