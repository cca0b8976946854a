"""A month of what is due: how many each day holds and the first of them; the number opens the day."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import days
from tilth.kernel import dates
from tilth.policy.working_days import festival, is_working_day
from tilth.web import fields, shell
from tilth.web.due import leaf, views
from tilth.web.due.calendar import reading
from tilth.web.due.calendar.reading import NEEDS, ONE_DAY, WEEK
from tilth.web.due.lines import Line
from tilth.web.format import days as formats
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the leaf: how many are due on it, the first of them, and what kind of day it is."""

    day: dt.date
    inside: bool
    """It is of the month, not of the week in which the month begins or ends."""
    today: bool
    works: bool
    festival: str
    """For which it is off, or worked in its stead, as the official calendar calls it."""
    number: int
    lines: tuple[Line, ...]
    address: str

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.lines)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One month of one person's queue, in whole weeks."""

    title: str
    days: tuple[Day, ...]
    number: int
    """Due in the month itself."""
    whose: str
    people: tuple[tuple[str, str], ...]
    asks: bool
    month: str
    before: str
    after: str
    this: str


@require_safe
@requires(*NEEDS)
def month(request: HttpRequest) -> HttpResponse:
    """Show a month."""
    return shown(request, shell.of(request, "due"), request.GET)


def first_of(given: QueryDict, today: dt.date) -> dt.date:
    """Return the first day of the month that an address names, YYYY-MM; of this one where it names none."""
    named = given.copy()
    named["month"] = f"{fields.text_of(given, 'month')}-01"
    return reading.day(named, "month", today).replace(day=1)


def _page(frame: shell.Shell, asked: QueryDict) -> Page:
    reader, whose = views.reader_of(frame), reading.whose(asked, frame)
    first = first_of(asked, frame.today)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    since, until = days.week_start(first), days.week_start(last) + WEEK - ONE_DAY
    found = reading.few(frame, whose, since=since, until=until)
    counts = reading.counts(frame, whose, since=since, until=until)
    views.note(one.customer_id for one in found.items)
    lines = [reader.line(one) for one in found.items]
    every = [since + number * ONE_DAY for number in range((until - since).days + 1)]
    return Page(
        title=formats.month(first, language=language()),
        days=tuple(_day(one, counts, lines, first=first, today=frame.today, whose=whose) for one in every),
        number=sum(number for day, number in counts.items() if first <= day <= last),
        whose=whose,
        people=views.choices(frame, reader),
        asks=reading.asks(frame, whose),
        month=f"{first:%Y-%m}",
        before=_address(dates.add_months(first, -1), whose),
        after=_address(dates.add_months(first, 1), whose),
        this=reading.address(whose),
    )


def _day(  # noqa: PLR0913 - one day of one page, told in keywords
    day: dt.date, counts: dict[dt.date, int], lines: list[Line], *, first: dt.date, today: dt.date, whose: str
) -> Day:
    return Day(
        day=day,
        inside=(day.year, day.month) == (first.year, first.month),
        today=day == today,
        works=is_working_day(day),
        festival=festival(day),
        number=counts.get(day, 0),
        lines=tuple(line for line in lines if line.item.due_on == day),
        address=reading.address(whose, day=day.isoformat()),
    )


def _address(first: dt.date, whose: str) -> str:
    return reading.address(whose, month=f"{first:%Y-%m}")


shown = leaf.answering("due/month.html", _page)
"""Answer with the month that an address asks for, or the part of it that a move changes."""
