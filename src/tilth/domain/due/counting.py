"""Count what is due: by day, by kind, by person; each count stops where a page says "more"."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from tilth.access import ahead, reads
from tilth.data.models import Generation, Participant, PublishedCustomer, User
from tilth.domain.counted import COUNTED, Rows
from tilth.domain.diary import queries as diary
from tilth.domain.due import kinds
from tilth.domain.due.model import Asked, Counts, single
from tilth.domain.due.queries import BY_DUE, FIRST, LAST, waiting
from tilth.policy import due
from tilth.policy.subjects.kit import Moves


def count(
    actor: User, generation: Generation, *, asked: Asked, every: tuple[str, ...], today: dt.date
) -> Counts:
    """Return how many there are by day, and by kind among `every`; one query."""
    if not every or not asked.subjects:
        return Counts()
    since, until = due.span(asked.when, today) if asked.when else (None, None)
    numbers = _counts(
        actor,
        generation,
        **_told(asked, today),
        every=every,
        monday=due.span("later", today)[0] or today,
        since=since or FIRST,
        until=until or LAST,
    )[0]
    size = len(due.WHENS)
    return Counts(
        whens=dict(zip(due.WHENS, numbers[:size], strict=True)),
        subjects=dict(zip(every, numbers[size:], strict=True)),
    )


def number(actor: User, generation: Generation, *, asked: Asked, today: dt.date) -> int:
    """Return how many there are of any day, COUNTED + 1 for more than COUNTED; one query."""
    told = {**_told(asked, today), "since": FIRST, "until": LAST}
    return int(_counted(actor, generation, **told)[0]) if asked.subjects else 0


def of_today(actor: User, generation: Generation, *, asked: Asked, today: dt.date) -> int:
    """Return how many there are of today, COUNTED + 1 for more than COUNTED; one query."""
    told = {**_told(asked, today), "since": today, "until": today}
    return int(_counted(actor, generation, **told)[0]) if asked.subjects else 0


def asked_of_today(
    actor: User, generation: Generation, *, asked: Asked, today: dt.date
) -> tuple[ahead.Asked[int], ...]:
    """Return what `of_today` asks, to be sent together with other reads; nothing where it asks nothing."""
    told = {**_told(asked, today), "since": today, "until": today}
    return (_counted.asked(actor, generation, **told),) if asked.subjects else ()


def by_day(  # noqa: PLR0913 - whose queue and which days, told in keywords
    actor: User, generation: Generation, *, asked: Asked, today: dt.date, since: dt.date, until: dt.date
) -> dict[dt.date, int]:
    """Return day → lines from one day to another, whole numbers, of the days that have any; one query.

    It counts every line: asked of one person's queue, not of a bank's.
    """
    if not asked.subjects:
        return {}
    told = {**asked.told, "subjects": single(asked.subjects), "lasting": list(kinds.lasting())}
    return dict(_days(actor, generation, **told, today=today, since=since, until=until))


def late_by_person(actor: User, generation: Generation, *, asked: Asked, today: dt.date) -> dict[str, int]:
    """Return staff number → items whose day has passed, of those asked for who have any; one query."""
    last = [one for one in asked.subjects if one in kinds.lasting()]
    if not asked.staff or not last:
        return {}
    told = {**asked.told, "staff": list(asked.staff)}
    until = today - dt.timedelta(days=1)
    return dict(_by_person(actor, generation, **told, subjects=last, today=today, since=FIRST, until=until))


def today_by_person(actor: User, generation: Generation, *, asked: Asked, today: dt.date) -> dict[str, int]:
    """Return staff number → items of today, of those asked for who have any; one query."""
    if not asked.staff or not asked.subjects:
        return {}
    told = {**asked.told, "staff": list(asked.staff), "subjects": list(asked.subjects)}
    return dict(_by_person(actor, generation, **told, today=today, since=today, until=today))


def _told(asked: Asked, today: dt.date) -> dict[str, Any]:
    return {**asked.told, "subjects": asked.subjects, "today": today}


def following(
    actor: User, generation: Generation, *, customers: "QuerySet[PublishedCustomer, Any]", today: dt.date
) -> dict[str, int]:
    """Return kind → open records that go along when these customers are handed over; one query.

    What somebody who takes part in a customer wrote down stays theirs and is not among them.
    """
    go = [name for name, subject in BY_DUE.items() if subject.moves is Moves.FOLLOW]
    theirs = Participant.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        staff_id=OuterRef("staff_id"),
        ended_at=None,
        starts_on__lte=today,
        ends_on__gte=today,
    )
    numbers = customers.order_by().values("customer_id")
    rows = diary.open_ones(actor, generation).filter(subject__in=go, customer_id__in=numbers)
    counted = rows.exclude(Exists(theirs)).order_by().values_list("subject").annotate(number=Count("row_id"))
    found = dict(counted)
    return {name: found[name] for name in go if name in found}


@reads.scoped
def _counts(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    first: int | None,
    last: int | None,
    subjects: tuple[str, ...],
    every: tuple[str, ...],
    today: dt.date,
    monday: dt.date,
    since: dt.date,
    until: dt.date,
) -> "QuerySet[Generation, Any]":
    one = dt.timedelta(days=1)
    spans = ((FIRST, today - one), (today, today), (today + one, monday - one), (monday, LAST))
    asked = [(subjects, *span) for span in spans] + [((name,), since, until) for name in every]
    known: dict[str, Any] = {"staff": staff, "first": first, "last": last, "today": today}
    numbers = [
        _number(actor, generation, **known, subjects=some, since=begins, until=ends)
        for some, begins, ends in asked
    ]
    return Generation.objects.filter(pk=generation.pk).values_list(*numbers)


@reads.scoped
def _counted(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    first: int | None,
    last: int | None,
    subjects: tuple[str, ...],
    today: dt.date,
    since: dt.date,
    until: dt.date,
) -> "QuerySet[Generation, int]":
    known: dict[str, Any] = {"staff": staff, "first": first, "last": last, "today": today}
    found = _number(actor, generation, **known, subjects=subjects, since=since, until=until)
    return Generation.objects.filter(pk=generation.pk).values_list(found, flat=True)


def _number(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    first: int | None,
    last: int | None,
    subjects: tuple[str, ...],
    today: dt.date,
    since: dt.date,
    until: dt.date,
) -> Rows:
    rows = waiting(
        actor,
        generation,
        staff=staff,
        first=first,
        last=last,
        subjects=single(subjects),
        lasting=list(kinds.lasting()),
        today=today,
        since=since,
        until=until,
    )
    return Rows(rows.order_by().values("row_id")[: COUNTED + 1])


@reads.scoped
def _days(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    first: int | None,
    last: int | None,
    subjects: str | list[str],
    lasting: list[str],
    today: dt.date,
    since: dt.date,
    until: dt.date,
) -> "QuerySet[Any, Any]":
    rows = waiting(
        actor,
        generation,
        staff=staff,
        first=first,
        last=last,
        subjects=subjects,
        lasting=lasting,
        today=today,
        since=since,
        until=until,
    )
    return rows.order_by().values_list("due_on").annotate(number=Count("row_id"))


@reads.scoped
def _by_person(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: list[str],
    first: int | None,
    last: int | None,
    subjects: list[str],
    today: dt.date,
    since: dt.date,
    until: dt.date,
) -> "QuerySet[Any, Any]":
    rows = waiting(
        actor,
        generation,
        staff=staff,
        first=first,
        last=last,
        subjects=subjects,
        lasting=list(kinds.lasting()),
        today=today,
        since=since,
        until=until,
    )
    return rows.order_by().values_list(Coalesce("staff_id", "owner_id")).annotate(number=Count("row_id"))
