"""Count what is due: by day, by kind, by person; each count stops where a page says "more"."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tilth.access import reads
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.diary import queries as diary
from tilth.domain.due import kinds
from tilth.domain.due.model import COUNTED, Asked, Counts
from tilth.domain.due.queries import BY_DUE, FIRST, LAST, single, waiting
from tilth.policy import due
from tilth.policy.subjects.kit import Moves


class _Number(Subquery):
    """How many rows a queryset has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


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
    return int(_counted(actor, generation, **_told(asked, today))[0]) if asked.subjects else 0


def late_by_person(
    actor: User, generation: Generation, *, staff: Sequence[str], subjects: tuple[str, ...], today: dt.date
) -> dict[str, int]:
    """Return staff number → items whose day has passed, of those who have any; one query."""
    last = [one for one in subjects if one in kinds.lasting()]
    return dict(_late(actor, generation, staff=list(staff), subjects=last, today=today)) if staff else {}


def _told(asked: Asked, today: dt.date) -> dict[str, Any]:
    staff = single(asked.staff) if asked.staff else None
    return {"staff": staff, "subjects": asked.subjects, "today": today, "most": COUNTED + 1}


def following(
    actor: User, generation: Generation, *, customers: "QuerySet[PublishedCustomer, Any]", owner: str | None
) -> dict[str, int]:
    """Return kind → open records that go along when these customers are handed over; one query.

    What somebody else who takes part wrote down stays theirs and is not among them.
    """
    go = [name for name, subject in BY_DUE.items() if subject.moves is Moves.FOLLOW]
    rows = diary.open_ones(actor, generation).filter(
        subject__in=go, customer_id__in=customers.order_by().values("customer_id")
    )
    if owner is not None:
        rows = rows.filter(diary.owned_by(owner))
    counted = rows.order_by().values_list("subject").annotate(number=Count("row_id"))
    found = dict(counted)
    return {name: found[name] for name in go if name in found}


@reads.scoped
def _counts(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    subjects: tuple[str, ...],
    every: tuple[str, ...],
    today: dt.date,
    monday: dt.date,
    since: dt.date,
    until: dt.date,
    most: int,
) -> "QuerySet[Generation, Any]":
    one = dt.timedelta(days=1)
    spans = ((FIRST, today - one), (today, today), (today + one, monday - one), (monday, LAST))
    asked = [(subjects, *span) for span in spans] + [((name,), since, until) for name in every]
    numbers = [
        _number(
            actor, generation, staff=staff, subjects=some, today=today, since=first, until=last, most=most
        )
        for some, first, last in asked
    ]
    return Generation.objects.filter(pk=generation.pk).values_list(*numbers)


@reads.scoped
def _counted(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    subjects: tuple[str, ...],
    today: dt.date,
    most: int,
) -> "QuerySet[Generation, int]":
    found = _number(
        actor, generation, staff=staff, subjects=subjects, today=today, since=FIRST, until=LAST, most=most
    )
    return Generation.objects.filter(pk=generation.pk).values_list(found, flat=True)


def _number(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    staff: str | list[str] | None,
    subjects: tuple[str, ...],
    today: dt.date,
    since: dt.date,
    until: dt.date,
    most: int,
) -> _Number:
    rows = waiting(
        actor,
        generation,
        staff=staff,
        subjects=single(subjects),
        lasting=list(kinds.lasting()),
        today=today,
        since=since,
        until=until,
    )
    return _Number(rows.order_by().values("row_id")[:most])


@reads.scoped
def _late(
    actor: User, generation: Generation, *, staff: list[str], subjects: list[str], today: dt.date
) -> "QuerySet[Any, Any]":
    passed = diary.open_ones(actor, generation).filter(Q(subject__among=subjects), due_on__lt=today)
    theirs = passed.filter(diary.owned_by(staff)).order_by()
    return theirs.values_list(Coalesce("staff_id", "owner_id")).annotate(number=Count("row_id"))
