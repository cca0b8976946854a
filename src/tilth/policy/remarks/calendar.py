"""Days, months, quarters and weeks around the day on which a remark is written."""

import calendar
import datetime as dt
from collections.abc import Callable

from tilth.kernel.dates import add_months
from tilth.policy.remarks.spans import WEEK, NoSuchDayError, Span, one
from tilth.policy.working_days import ONE_DAY, monday, next_working_day

SUNDAY = 6
MOST_WORKED = 99
"""Working days that are counted on."""


def month(year: int, number: int) -> Span:
    """Return a whole month; numbers beyond twelve are of the years after."""
    more, index = divmod(number - 1, 12)
    first = dt.date(year + more, index + 1, 1)
    return Span(first=first, last=add_months(first, 1) - ONE_DAY)


def part(whole: Span, words: str) -> Span:
    """Return the beginning, middle or end of a month, quarter or year.

    Of a month these are days 1 to 10, 11 to 20 and 21 to the end; of anything longer its first or last month.
    """
    if (whole.last - whole.first).days > 31:
        return _part_of_long(whole, words)
    first = whole.first
    if words == "first":
        return Span(first=first, last=first + 9 * ONE_DAY)
    if words == "middle":
        return Span(first=first + 10 * ONE_DAY, last=first + 19 * ONE_DAY)
    return Span(first=first + 20 * ONE_DAY, last=whole.last, lean="last", closes=True)


def _part_of_long(whole: Span, words: str) -> Span:
    if words == "first":
        return Span(first=whole.first, last=add_months(whole.first, 1) - ONE_DAY)
    return Span(first=whole.last.replace(day=1), last=whole.last, lean="last", closes=True)


def quarter(year: int, number: int) -> Span:
    """Return a whole quarter; numbers beyond four are of the years after."""
    first = month(year, 3 * number - 2).first
    return Span(first=first, last=add_months(first, 3) - ONE_DAY)


def half(year: int, number: int) -> Span:
    """Return half a year."""
    first = month(year, 6 * number - 5).first
    return Span(first=first, last=add_months(first, 6) - ONE_DAY)


def whole_year(year: int) -> Span:
    """Return a whole year."""
    return Span(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31))


def coming(today: dt.date, of_year: Callable[[int], Span]) -> Span:
    """Return what comes every year: this year's as long as it is not over, else the next one."""
    ours = of_year(today.year)
    if ours.last >= today:
        return ours
    following = of_year(today.year + 1)
    return _again(following, nearer=today - ours.last < following.first - today)


def _again(span: Span, *, nearer: bool) -> Span:
    return Span(**{**vars(span), "again": nearer})


def day_of(year: int, number: int, day: int) -> dt.date:
    """Return a day of a month; NoSuchDayError where that month has fewer days."""
    if not 1 <= number <= 12 or not 1 <= day <= calendar.monthrange(year, number)[1]:
        raise NoSuchDayError
    return dt.date(year, number, day)


def month_day(today: dt.date, number: int, day: int) -> Span:
    """Return the next day of this month and number from today on; NoSuchDayError where its year has none."""
    year = today.year + ((number, day) < (today.month, today.day))
    found = day_of(year, number, day)
    if year == today.year or (number, day) == (2, 29):
        return one(found)
    return one(found, again=today - day_of(today.year, number, day) < found - today)


def next_number(today: dt.date, day: int) -> Span:
    """Return the next day with this number; it is not moved where the month has none: NoSuchDayError."""
    at = today if day >= today.day else add_months(today.replace(day=1), 1)
    return one(day_of(at.year, at.month, day))


def weekday(today: dt.date, index: int, weeks: int) -> tuple[Span, ...]:
    """Return a weekday so many weeks on, 0 for this week's; a week begins on Monday.

    Written on a Sunday it has two readings, because for some people the next week has begun with it.
    """
    day = monday(today) + (WEEK * weeks + index) * ONE_DAY
    if today.weekday() != SUNDAY or index == SUNDAY:
        return (one(day),)
    later = day + WEEK * ONE_DAY
    return (one(later, again=True),) if day < today else (one(day), one(later))


def bare_weekday(today: dt.date, index: int) -> tuple[Span, ...]:
    """Return the next such weekday; written on that weekday it is today, or the one in a week."""
    day = today + (index - today.weekday()) % WEEK * ONE_DAY
    return (one(day), one(day + WEEK * ONE_DAY)) if day == today else (one(day),)


def worked(today: dt.date, count: int) -> dt.date:
    """Return the day so many working days on."""
    day = today
    for _ in range(count):
        day = next_working_day(day)
    return day


def weekend(week_of: Span) -> Span:
    """Return Saturday and Sunday of a week."""
    return Span(first=week_of.last - ONE_DAY, last=week_of.last)


def week(today: dt.date, weeks: int) -> tuple[Span, ...]:
    """Return Monday to Sunday so many weeks on; written on a Sunday with two readings."""
    first = monday(today) + WEEK * weeks * ONE_DAY
    ours = Span(first=first, last=first + SUNDAY * ONE_DAY)
    if today.weekday() != SUNDAY:
        return (ours,)
    later = first + WEEK * ONE_DAY
    return (ours, Span(first=later, last=later + SUNDAY * ONE_DAY))
