"""Calendar arithmetic: calendar days, and months with the day clipped to the month's end (contract §2)."""

import calendar
import datetime as dt


def add_months(day: dt.date, months: int) -> dt.date:
    """Return `day` moved by calendar months, the day of month clipped: 31 Jan + 1 month = 28/29 Feb."""
    index = day.year * 12 + (day.month - 1) + months
    year, month0 = divmod(index, 12)
    month = month0 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: dt.date, years: int) -> dt.date:
    """Return `day` moved by years; 29 Feb falls on 28 Feb in common years."""
    return add_months(day, 12 * years)


def days_between(start: dt.date, end: dt.date) -> list[dt.date]:
    """Return the days after `start` up to and including `end`, in order."""
    return [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
