"""A week of what is due by day, of a manager or of one whom somebody leads."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import days
from tilth.policy.working_days import is_working_day
from tilth.web import shell
from tilth.web.due import leaf, views
from tilth.web.due.calendar import reading
from tilth.web.due.calendar.files import MOST
from tilth.web.due.calendar.reading import NEEDS, ONE_DAY, WEEK
from tilth.web.due.lines import Line


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day: what has an hour by the hour, then what is for the day."""

    day: dt.date
    today: bool
    works: bool
    address: str
    """Of the page of its hours."""
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
@requires(*NEEDS)
def week(request: HttpRequest) -> HttpResponse:
    """Show a week."""
    return shown(request, shell.of(request, "due"), request.GET)


def _page(frame: shell.Shell, asked: QueryDict) -> Page:
    reader, whose = views.reader_of(frame), reading.whose(asked, frame)
    monday = days.week_start(reading.day(asked, "week", frame.today))
    found = reading.found(frame, whose, since=monday, until=monday + 6 * ONE_DAY, most=MOST)
    views.note(one.customer_id for one in found.items)
    lines = [reader.line(one) for one in found.items]
    return Page(
        days=tuple(_day(monday + number * ONE_DAY, frame.today, lines, whose) for number in range(7)),
        whose=whose,
        people=views.choices(frame, reader),
        asks=reading.asks(frame, whose),
        full=found.following is not None,
        before=_address(monday - WEEK, whose),
        after=_address(monday + WEEK, whose),
        this=reading.address(whose),
        file=_address(monday, whose),
    )


def _day(day: dt.date, today: dt.date, lines: list[Line], whose: str) -> Day:
    return Day(
        day=day,
        today=day == today,
        works=is_working_day(day),
        address=reading.address(whose, day=day.isoformat()),
        lines=tuple(line for line in lines if line.item.due_on == day),
    )


def _address(monday: dt.date, whose: str) -> str:
    return reading.address(whose, week=monday.isoformat())


shown = leaf.answering("due/calendar.html", _page)
"""Answer with the week that an address asks for, or the part of it that a move changes."""
