"""Read what is due with its customers: one statement a page, whoever asks; the next page from a place on."""

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, TextField, UUIDField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject

from tilth.access import ahead, personal, reads, scopes, visibility
from tilth.access.scopes import Scope
from tilth.data.models import DiaryLine, Generation, PublishedCustomer, Suppression, User
from tilth.data.records import columns_of, model_of
from tilth.domain.days import ZONE
from tilth.domain.diary import queries as diary
from tilth.domain.due import kinds
from tilth.domain.due.model import Asked, Found, Item, Place, single
from tilth.policy import due
from tilth.policy.subjects import DECLARED

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 50
FEW, LEAF = 3, 42
"""Lines of a day that a month names, and its days in whole weeks at most."""
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
BY_DUE = {one.name: one for one in DECLARED if one.due is not None}
"""Kinds of records that an act ends; of the others the codes say all."""


def find(  # noqa: PLR0913 - whose queue and where the page begins, told in keywords
    actor: User,
    generation: Generation,
    *,
    asked: Asked,
    today: dt.date,
    after: Place | None = None,
    most: int = PAGE,
    turned: bool = False,
) -> Found:
    """Return a page of the queue, nearest day first or, turned, the last one; one query."""
    since, until = due.span(asked.when, today) if asked.when else (None, None)
    return between(
        actor,
        generation,
        asked=asked,
        today=today,
        since=since or FIRST,
        until=until or LAST,
        after=after,
        most=most,
        turned=turned,
    )


def between(  # noqa: PLR0913 - whose queue and which days, told in keywords
    actor: User,
    generation: Generation,
    *,
    asked: Asked,
    today: dt.date,
    since: dt.date,
    until: dt.date,
    after: Place | None = None,
    most: int = PAGE,
    turned: bool = False,
) -> Found:
    """Return what is due from one day to another; one query, none where no kind is asked for."""
    if not asked.subjects:
        return Found()
    scope = scopes.of(actor, generation)
    told = values(scope, asked=asked, today=today, since=since, until=until, most=most)
    rows: Sequence[Any] = _queue(actor, generation, rule=_after(after, turned=turned), turned=turned, **told)
    items = tuple(item(row, scope) for row in rows[:most])
    return Found(items=items, following=items[-1].place if len(rows) > most else None)


def few(  # noqa: PLR0913 - whose queue and which days, told in keywords
    actor: User,
    generation: Generation,
    *,
    asked: Asked,
    today: dt.date,
    since: dt.date,
    until: dt.date,
) -> Found:
    """Return the first FEW of each day from one to another; one query, none where no kind is asked for."""
    if not asked.subjects:
        return Found()
    scope, most = scopes.of(actor, generation), LEAF * FEW
    told = values(scope, asked=asked, today=today, since=since, until=until, most=most)
    return Found(items=tuple(item(row, scope) for row in _few(actor, generation, **told)))


def asked(actor: User, generation: Generation, **part: Any) -> tuple[ahead.Asked[DiaryLine], ...]:
    """Return what `between` asks for the first page of these keywords, to be sent with other reads."""
    if not part["asked"].subjects:
        return ()
    told = values(scopes.of(actor, generation), **part)
    return (_queue.asked(actor, generation, rule=_after(None), turned=False, **told),)


def values(  # noqa: PLR0913 - whose queue and which days, told in keywords
    scope: Scope, *, asked: Asked, today: dt.date, since: dt.date, until: dt.date, most: int
) -> dict[str, Any]:
    """Return what is asked of the diary by the names of its parts."""
    return {
        **asked.told,
        "subjects": single(asked.subjects),
        "lasting": list(kinds.lasting()),
        "today": today,
        "since": since,
        "until": until,
        "handed": dt.datetime.combine(today - dt.timedelta(days=due.HANDED_DAYS), dt.time(), ZONE),
        "notes": scope.kind == "own",
        "most": most + 1,
    }


@reads.scoped
def _queue(  # noqa: PLR0913 - each value of the query by its name
    actor: User,
    generation: Generation,
    *,
    rule: Q,
    turned: bool,
    staff: str | list[str] | None,
    first: int | None,
    last: int | None,
    subjects: str | list[str],
    lasting: list[str],
    today: dt.date,
    since: dt.date,
    until: dt.date,
    handed: dt.datetime,
    notes: bool,
    most: int,
) -> "QuerySet[DiaryLine]":
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
    shown = with_customers(rows.filter(rule), actor, generation, handed=handed, notes=notes)
    return diary.last(shown, most) if turned else diary.nearest(shown, most)


@reads.scoped
def _few(  # noqa: PLR0913 - each value of the query by its name
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
    handed: dt.datetime,
    notes: bool,
    most: int,
) -> "QuerySet[DiaryLine]":
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
    named = diary.first_of_days(rows, FEW).values("row_id")
    shown = with_customers(rows.filter(row_id__in=named), actor, generation, handed=handed, notes=notes)
    return diary.nearest(shown, most)


def with_customers(
    rows: "QuerySet[DiaryLine]", actor: User, generation: Generation, *, handed: dt.datetime, notes: bool
) -> "QuerySet[DiaryLine]":
    """Return lines with what a page tells of each."""
    return rows.annotate(
        customer=Subquery(_customer(actor, generation)),
        handed=Exists(_handed(handed)),
        note=_note() if notes else Value(""),
    )


def one(
    actor: User, generation: Generation, *, subject: str, row_id: str, today: dt.date
) -> DiaryLine | None:
    """Return what is due of one record in sight; None for any other; one query."""
    last = list(kinds.lasting())
    rows = diary.due_lines(actor, generation, lasting=last, today=today, until=LAST)
    return rows.filter(subject=subject, row_id=row_id).first()


def waiting(  # noqa: PLR0913 - whose queue and which days, told in keywords
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
) -> "QuerySet[DiaryLine]":
    """Return the lines of a queue from one day to another, without their customers and in no order."""
    rows = diary.due_lines(actor, generation, lasting=lasting, today=today, until=until)
    kind = Q(subject__among=subjects) if isinstance(subjects, list) else Q(subject=subjects)
    rows = rows.filter(kind, due_on__gte=since)
    if first is not None:
        rows = rows.filter(visibility.below(first, first if last is None else last))
    return rows if staff is None else rows.filter(diary.owned_by(staff))


def _after(last: Place | None, *, turned: bool = False) -> Q:
    """Return: it stands behind a line, or before it; an hour comes before none. None: wherever it stands."""
    if last is None:
        return Q()
    day, at, subject, row_id = last
    if turned:
        ahead_of = Q(subject__lt=subject) | Q(subject=subject, row_id__lt=row_id)
        same = Q(due_at__isnull=False) | ahead_of
        if at is not None:
            same = Q(due_at__lt=at) | (Q(due_at=at) & ahead_of)
        return Q(due_on__lte=day) & (Q(due_on__lt=day) | same)
    behind = Q(subject__gt=subject) | Q(subject=subject, row_id__gt=row_id)
    same = Q(due_at__isnull=True) & behind
    if at is not None:
        same = Q(due_at__gt=at) | Q(due_at__isnull=True) | (Q(due_at=at) & behind)
    return Q(due_on__gte=day) & (Q(due_on__gt=day) | same)


def _customer(actor: User, generation: Generation) -> "QuerySet[Any, Any]":
    """Return of a line's customer in sight what a list tells."""
    dead = Suppression.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), kind="deceased", lifted_at=None
    )
    rows = visibility.visible(PublishedCustomer, actor, generation)
    told = JSONObject(
        name="name",
        kind="kind",
        rm_id="rm_id",
        branch_id="branch_id",
        rank="list_rank",
        dead=Exists(dead),
    )
    return rows.filter(customer_id=OuterRef("customer_id")).values(told=told)[:1]


def _handed(since: dt.datetime) -> "QuerySet[DiaryLine, Any]":
    """Return the hand-overs by which a line's customer came to the present manager after it was written."""
    moves = DiaryLine.objects.unscoped().filter(
        subject="transfer",
        customer_id=OuterRef("customer_id"),
        happened_at__gte=since,
        happened_at__gt=OuterRef("happened_at"),
    )
    return moves.annotate(to=KeyTextTransform("to_staff_id", "said")).filter(to=OuterRef("owner_id"))


def _note() -> Case:
    """Return what a record says in words, read by the number that the line names."""
    return Case(
        *(When(subject=name, then=Subquery(_words(name, column))) for name, column in _notes().items()),
        default=Value(""),
        output_field=TextField(),
    )


def _words(name: str, column: str) -> "QuerySet[Any, Any]":
    rows: QuerySet[Any, Any] = QuerySet(model_of(BY_DUE[name]))
    return rows.filter(pk=Cast(OuterRef("row_id"), UUIDField())).values(column)[:1]


def _opened(name: str, text: str) -> str:
    """Return a text as people read it: it lies sealed with the customer's key."""
    if not text:
        return ""
    column: Any = model_of(BY_DUE[name])._meta.get_field(_notes()[name])  # noqa: SLF001 - Django's documented door
    return str(column.opened(text))


@functools.cache
def _notes() -> dict[str, str]:
    """Return kind → the column of free text in which it was written down what is to be done."""
    found: dict[str, str] = {}
    for name, subject in BY_DUE.items():
        for column, says in columns_of(model_of(subject)).items():
            if says.kind == "note":
                found.setdefault(name, column)
    return found


def item(row: Any, scope: scopes.Scope) -> Item:
    """Return a line, with its customer, as a page tells it."""
    told = row.customer or {}
    return Item(
        place=Place(row.due_on, row.due_at, row.subject, row.row_id),
        customer_id=row.customer_id,
        name=personal.listed(row.customer_id, told, scope),
        deceased=bool(told.get("dead")),
        listed=told.get("rank") is not None,
        staff_id=row.staff_id or row.owner_id or "",
        happened_on=row.happened_at.astimezone(ZONE).date(),
        said=row.said,
        note=_opened(row.subject, row.note or ""),
        handed=row.handed,
    )
