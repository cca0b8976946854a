"""Which source days fall due on which days: made in Python, so that no engine does calendar arithmetic."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress

from tilth.kernel import lunar

DAY = dt.timedelta(days=1)


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from `first` to `last`, both included."""
    for number in range((last - first).days + 1):
        yield first + number * DAY


def moved(
    first: dt.date, last: dt.date, back: Callable[[dt.date], dt.date], move: Callable[[dt.date], dt.date]
) -> list[tuple[dt.date, dt.date]]:
    """Return (source, due) pairs with `move(source)` = due in first … last; `back` is its rough inverse."""
    # Clipping to the month's end moves by at most three days.
    candidates = days(back(first) - 4 * DAY, back(last) + 4 * DAY)
    pairs = [(source, move(source)) for source in candidates]
    return [(source, due) for source, due in pairs if first <= due <= last]


def yearly(first: dt.date, last: dt.date) -> list[tuple[int, dt.date]]:
    """Return (month × 100 + day of the source, due) pairs; 29 Feb falls on 28 Feb in common years."""
    return [
        (month * 100 + day, due)
        for due in days(first, last)
        for month, day in lunar.birthday_keys(due, "solar")
    ]


def lunar_birthdays(first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Return (birth date, due) pairs of lunar birthdays; at least one lunar new year lies between them."""
    return [
        (birth, due)
        for due in days(first, last)
        if lunar.FIRST_DAY <= due <= lunar.LAST_DAY
        for key in lunar.birthday_keys(due, "lunar")
        for birth in _births(key, before=lunar.lunar(due).year)
    ]


def _births(key: tuple[int, int], *, before: int) -> Iterator[dt.date]:
    """Yield the days of one lunar month and day in all years before one, in leap months too."""
    month, day = key
    for year in range(lunar.FIRST_DAY.year, before):
        for leap in (False, True):
            # A month of 29 days has no day 30, and few years have this leap month.
            with suppress(lunar.OutOfRangeError):
                yield lunar.gregorian(lunar.LunarDay(year, month, day, leap))
