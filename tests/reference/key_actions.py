"""Spans and what of a map is done, worked out day by day and line by line."""

import datetime as dt
from collections.abc import Iterable

QUARTERS = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7, 8, 9), 4: (10, 11, 12)}


def days(name: str, day: dt.date) -> list[dt.date]:
    """Return every day of the span in which a day lies, the first first."""
    around = [day + dt.timedelta(days=n) for n in range(-366, 367)]
    return [one for one in around if _same(name, one, day)]


def _same(name: str, one: dt.date, day: dt.date) -> bool:
    if name == "day":
        return one == day
    if name == "week":
        return one.isocalendar()[:2] == day.isocalendar()[:2]
    if one.year != day.year or name == "year":
        return one.year == day.year
    if name == "month":
        return one.month == day.month
    return any(one.month in months and day.month in months for months in QUARTERS.values())


def done(rows: Iterable[tuple[int, int]]) -> tuple[int, int, int]:
    """Return of (value, aim): how many reach their aim, how many have one, and the whole per cent."""
    reached = asked = 0
    for value, aim in rows:
        if aim == 0:
            continue
        asked += 1
        if value >= aim:
            reached += 1
    return reached, asked, reached * 100 // asked if asked else 0
