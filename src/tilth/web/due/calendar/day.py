"""A day of what is due: for the day, then hour by hour; a task is moved to another hour, or to none."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.due.model import Found
from tilth.policy.working_days import festival, is_working_day
from tilth.web import fields, shell
from tilth.web.due import leaf, views
from tilth.web.due import reading as addresses
from tilth.web.due.calendar import reading
from tilth.web.due.calendar.reading import NEEDS, ONE_DAY
from tilth.web.due.lines import Line

MOST = 100
"""Lines of a page; a fuller day goes on on the next."""
FIRST, LAST = 8, 18
"""The hours that every day shows; others stand where something is due in them."""


@dataclass(frozen=True, kw_only=True)
class Hour:
    """One hour with what begins in it."""

    begins: dt.time
    moment: str
    """As it is sent for what is laid here; empty: nothing is, it has passed."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One day of one person's queue, or a part of it."""

    day: dt.date
    today: bool
    works: bool
    festival: str
    """For which the day is off, or worked in its stead, as the official calendar calls it."""
    number: int
    whole: tuple[Line, ...]
    """For the day, at no hour."""
    moment: str
    """As it is sent for what is laid there; empty: nothing is."""
    hours: tuple[Hour, ...]
    whose: str
    people: tuple[tuple[str, str], ...]
    asks: bool
    before: str
    after: str
    this: str
    week: str
    month: str
    following: str
    """Where the day goes on; empty: here it ends."""
    first: str
    """Where it begins; empty: here."""


@require_safe
@requires(*NEEDS)
def day(request: HttpRequest) -> HttpResponse:
    """Show a day."""
    return shown(request, shell.of(request, "due"), request.GET)


def _page(frame: shell.Shell, asked: QueryDict) -> Page:
    shown_day, whose = reading.day(asked, "day", frame.today), reading.whose(asked, frame)
    reader, after = views.reader_of(frame), addresses.place(fields.text_of(asked, "after"))
    found = reading.found(frame, whose, since=shown_day, until=shown_day, most=MOST, after=after)
    number = reading.counts(frame, whose, since=shown_day, until=shown_day).get(shown_day, 0)
    views.note(one.customer_id for one in found.items)
    lines = [reader.line(one) for one in found.items]
    to_come, here = shown_day >= frame.today, reading.address(whose, day=shown_day.isoformat())
    now = reader.now if shown_day == frame.today else dt.time()
    return Page(
        day=shown_day,
        today=shown_day == frame.today,
        works=is_working_day(shown_day),
        festival=festival(shown_day),
        number=number,
        whole=tuple(line for line in lines if line.item.due_at is None),
        moment=f"{shown_day}T" if to_come else "",
        hours=_hours(shown_day, lines, now=now, to_come=to_come, every=after is None),
        whose=whose,
        people=views.choices(frame, reader),
        asks=reading.asks(frame, whose),
        before=reading.address(whose, day=(shown_day - ONE_DAY).isoformat()),
        after=reading.address(whose, day=(shown_day + ONE_DAY).isoformat()),
        this=reading.address(whose),
        week=reading.address(whose, week=shown_day.isoformat()),
        month=reading.address(whose, month=f"{shown_day:%Y-%m}"),
        following=_following(here, found),
        first="" if after is None else here,
    )


def _hours(
    shown_day: dt.date, lines: list[Line], *, now: dt.time, to_come: bool, every: bool
) -> tuple[Hour, ...]:
    """Return the usual hours, or on a later page of a full day those alone in which something stands."""
    by_hour: dict[int, list[Line]] = {hour: [] for hour in range(FIRST, LAST + 1)} if every else {}
    for line in lines:
        if line.item.due_at is not None:
            by_hour.setdefault(line.item.due_at.hour, []).append(line)
    return tuple(
        Hour(
            begins=dt.time(hour),
            moment=f"{shown_day}T{hour:02}:00" if to_come and dt.time(hour) >= now else "",
            lines=tuple(by_hour[hour]),
        )
        for hour in sorted(by_hour)
    )


def _following(here: str, found: Found) -> str:
    if found.following is None:
        return ""
    return f"{here}&{urlencode({'after': addresses.written(found.following)})}"


shown = leaf.answering("due/day.html", _page)
"""Answer with the day that an address asks for, or the part of it that a move changes."""
