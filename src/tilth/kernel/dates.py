"""Calendar arithmetic: calendar days, and months with the day clipped to the month's end (contract §2)."""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""Days that somebody may name."""
ZONE_NAME = "Asia/Shanghai"
ZONE = ZoneInfo(ZONE_NAME)
"""The bank's zone: a day begins there."""


def read_day(text: str) -> dt.date | None:
    """Return the day that a text names, YYYY-MM-DD; None for anything else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def read_time(text: str) -> dt.time | None:
    """Return the time of day that a text names, HH:MM, to the minute; None for anything else."""
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except ValueError:
        return None


def read_moment(text: str) -> dt.datetime | None:
    """Return the moment that a text names, with its zone; None for anything else.

    Nor is one within a year of the calendar's ends: in another zone it may be none.
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and dt.MINYEAR < moment.year < dt.MAXYEAR else None


def add_months(day: dt.date, months: int) -> dt.date:
    """Return `day` moved by calendar months, the day of month clipped: 31 Jan + 1 month = 28/29 Feb."""
    index = day.year * 12 + (day.month - 1) + months
    year, month0 = divmod(index, 12)
    month = month0 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: dt.date, years: int) -> dt.date:
    """Return `day` moved by years; 29 Feb falls on 28 Feb in common years."""
    return add_months(day, 12 * years)


def years_over(day: dt.date, years: int) -> dt.date:
    """Return the first day after `years` whole years from `day`; 29 Feb is followed by 1 March."""
    clipped = add_years(day, years)
    return clipped if clipped.day == day.day else clipped + dt.timedelta(days=1)


def age(birth: dt.date, day: dt.date) -> int:
    """Return whole years from `birth` to `day`; born on 29 Feb, a year is full on 28 Feb in common years."""
    years = day.year - birth.year
    return years - (add_years(birth, years) > day)


def last_days(end: dt.date, count: int) -> list[dt.date]:
    """Return the last `count` calendar days ending with `end`, in order."""
    return [end - dt.timedelta(days=n) for n in range(count - 1, -1, -1)]


def returns_between(start: dt.date, first: dt.date, last: dt.date) -> list[tuple[dt.date, int]]:
    """Return the yearly returns of `start` from `first` to `last` with their years ≥ 1; 29 Feb → 28 Feb."""
    years = range(max(1, first.year - start.year), last.year - start.year + 1)
    days = [(add_years(start, count), count) for count in years]
    return [(day, count) for day, count in days if first <= day <= last]
