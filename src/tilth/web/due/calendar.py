"""A week of what is due by day, of a manager or of one whom somebody leads; and as a calendar file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank, days
from tilth.domain.due import kinds, queries
from tilth.domain.due.model import Asked, Found, Place
from tilth.kernel import dates, ics
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import BY_NAME
from tilth.policy.working_days import is_working_day
from tilth.web import fields, shell
from tilth.web.due import reading, views
from tilth.web.due.lines import Line, leads
from tilth.web.format.languages import language
from tilth.web.toasts import Toast

MOST = 200
"""Items of a week that a page shows; whoever has more sees the nearest."""
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_NEEDS = ((Thing.TASK, Action.LIST), (Thing.CUSTOMER, Action.LIST))


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day: what has an hour by the hour, then what is for the day."""

    day: dt.date
    today: bool
    works: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One week of one person's queue."""

    days: tuple[Day, ...]
    whose: str
    people: tuple[tuple[str, str], ...]
    asks: bool
    """Whoever leads several people names one first."""
    full: bool
    """There is more than is shown."""
    before: str
    after: str
    this: str
    file: str


@require_safe
@requires(*_NEEDS)
def week(request: HttpRequest) -> HttpResponse:
    """Show a week."""
    return shown(request, shell.of(request, "due"), request.GET)


def shown(  # noqa: PLR0913 - the parts of one answer, told in keywords
    request: HttpRequest,
    frame: shell.Shell,
    asked: QueryDict,
    *,
    block: str = "",
    toast: Toast | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the week that an address asks for, or the part of it that a move changes."""
    template = f"due/calendar.html#{block}" if block else "due/calendar.html"
    there = frame.generation is not None and not views.wide(frame)
    page = _page(frame, _monday(asked, frame.today), _whose(asked, frame)) if there else None
    return shell.page(request, template, shell=frame, page=page, toast=toast, status=status)


def _page(frame: shell.Shell, monday: dt.date, whose: str) -> Page:
    reader = views.reader_of(frame)
    found = _found(frame, monday, whose)
    views.note(one.customer_id for one in found.items)
    lines = [reader.line(one) for one in found.items]
    return Page(
        days=tuple(_day(monday + number * _DAY, frame.today, lines) for number in range(7)),
        whose=whose,
        people=views.choices(frame, reader),
        asks=leads(frame.actor) and not whose,
        full=found.following is not None,
        before=_address(monday - _WEEK, whose),
        after=_address(monday + _WEEK, whose),
        this=_address(None, whose),
        file=_address(monday, whose),
    )


@require_safe
@requires(*_NEEDS)
def week_file(request: HttpRequest) -> HttpResponse:
    """Return a week as a calendar file."""
    frame = shell.of(request, "due")
    monday = _monday(request.GET, frame.today)
    found = _found(frame, monday, _whose(request.GET, frame))
    entries = [_entry(one.place, one.customer_id) for one in found.items]
    return file(frame, entries, [one.customer_id for one in found.items], name=f"tilth-{monday}")


@require_safe
@requires(*_NEEDS)
def item_file(request: HttpRequest, customer_id: str, subject: str, row: UUID) -> HttpResponse:
    """Return one thing that is due as a calendar file; what is out of sight does not exist."""
    frame = shell.of(request, "due")
    if frame.generation is None or subject not in kinds.listed(frame.actor.role):
        raise Http404
    line = queries.one(frame.actor, frame.generation, subject=subject, row_id=str(row), today=frame.today)
    if line is None or line.due_on is None or line.customer_id != customer_id:
        raise Http404
    entry = _entry(Place(line.due_on, line.due_at, subject, str(row)), customer_id)
    return file(frame, [entry], [customer_id], name=f"tilth-{line.due_on}")


def _entry(at: Place, customer_id: str) -> ics.Entry:
    """Return what a calendar may hold: the kind and the customer's number, never a name or words."""
    title = f"{BY_NAME[at.subject].words.told(language())} {customer_id}"
    return ics.Entry(uid=f"{at.subject}-{at.row_id}@tilth", title=title, day=at.due_on, begins=at.due_at)


def file(
    frame: shell.Shell, entries: Iterable[ics.Entry], customers: list[str], *, name: str
) -> HttpResponse:
    """Answer with a calendar file about these customers; it is noted in the audit as an export."""
    told = {"format": "ics", "rows": len(customers)}
    audit.note(
        Event.EXPORT,
        customers=customers,
        subject_type="task",
        detail=told,
    )
    text = ics.written(entries, maker="-//Tilth//Due//EN", at=bank.now(frame.today), zone=days.ZONE)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _found(frame: shell.Shell, monday: dt.date, whose: str) -> Found:
    if frame.generation is None or views.wide(frame) or (leads(frame.actor) and not whose):
        return Found()
    staff = reading.staff(whose, frame.actor, frame.generation)
    return queries.between(
        frame.actor,
        frame.generation,
        asked=Asked(staff=staff, subjects=kinds.worked_on(frame.actor.role)),
        today=frame.today,
        since=monday,
        until=monday + 6 * _DAY,
        most=MOST,
    )


def _day(day: dt.date, today: dt.date, lines: list[Line]) -> Day:
    mine = tuple(line for line in lines if line.item.due_on == day)
    return Day(day=day, today=day == today, works=is_working_day(day), lines=mine)


def _monday(given: QueryDict, today: dt.date) -> dt.date:
    asked = dates.read_day(fields.text_of(given, "week"))
    near = asked if asked and queries.FIRST + _WEEK < asked < queries.LAST - _WEEK else today
    return days.week_start(near)


def _whose(given: QueryDict, frame: shell.Shell) -> str:
    return reading.read(given.dict(), role=frame.actor.role).owner


def _address(monday: dt.date | None, whose: str) -> str:
    parts = {"week": monday.isoformat() if monday else "", "owner": whose}
    return "?" + urlencode({name: value for name, value in parts.items() if value})
