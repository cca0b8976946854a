"""Dates and amounts that lie at, just before and just after the bounds of the rules."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from tilth.kernel.dates import add_months

FIRST_DAYS = tuple(
    dt.date.fromisoformat(day)
    for day in (
        "2026-03-31",  # a month's end: months before and after are clipped
        "2024-02-28",  # the eve of a leap day
        "2025-02-28",  # the birthday of who was born on 29 Feb
        "2025-07-24",  # the eve of a leap month, the second sixth month of 2025
        "2025-12-30",  # across the year's end
        "2024-02-05",  # before the lunar new year
        "2026-06-12",  # a Friday
    )
)
GAPS = (1, 1, 1, 2, 3, 8, 29, 30, 31, 89, 90, 91, 200)
MONTHS = (0, 0, 3, 6, 12, 24)
DAYS = (0, 1, 2, 6, 7, 8, 13, 14, 15, 29, 30, 31, 60, 88, 89, 90, 91, 92, 179, 180, 181)
BALANCES = tuple(
    Decimal(text)
    for text in (
        *("0.00", "0.01", "99.99", "100.00", "1000.00", "9999.99", "10000.00", "10000.01", "11000.00"),
        *("12345.67", "49999.99", "50000.00", "50000.01", "80000.00", "89999.99", "90000.00", "90000.01"),
        *("99999.99", "100000.00", "100000.01", "110000.00", "250000.00", "899999.99", "900000.00"),
        *("999999.99", "1000000.00", "1000000.01", "7199999.99", "7200000.00", "7999999.99"),
        *("8000000.00", "8000000.01", "12345678.90"),
    )
)
FLOWS = tuple(
    Decimal(text)
    for text in (
        *("0.01", "500.00", "9999.99", "10000.00", "19999.99", "20000.00", "25000.00"),
        *("49999.99", "50000.00", "50000.01", "200000.00"),
    )
)
LUNAR_BIRTHS = tuple(
    dt.date.fromisoformat(day)
    for day in (
        "1979-07-24",  # in a leap sixth month
        "1960-08-21",  # the last day of a leap sixth month
        "1987-07-26",  # first day of a leap sixth month
        "1990-08-19",  # the last day of a sixth month
        "1984-02-01",  # the last day of a lunar year
        "1984-02-02",  # lunar new year
        "2001-05-22",  # the last day of a fourth month, which had 30 days
        "1996-02-29",
    )
)


def moved(day: dt.date, months: int, days: int) -> dt.date:
    """Return `day` moved by calendar months, then by days."""
    return add_months(day, months) + dt.timedelta(days=days)


ANY_BALANCE = st.sampled_from(BALANCES) | st.integers(0, 200_000_000).map(lambda n: Decimal(n) / 100)
"""An amount at a bound, or any other."""
ANY_FLOW = st.sampled_from((*FLOWS, *(-size for size in FLOWS)))
"""A signed transaction amount."""
_BACK = st.sampled_from(
    [(months, days + off) for months in MONTHS for days in (0, *DAYS) for off in (0, 1, -1)]
)


def moved_back(nights: tuple[dt.date, ...]) -> st.SearchStrategy[dt.date]:
    """Draw a date some months and days before one of the nights, or a day off that."""
    return st.builds(lambda pivot, back: moved(pivot, -back[0], -back[1]), st.sampled_from(nights), _BACK)


def soon(nights: tuple[dt.date, ...]) -> st.SearchStrategy[dt.date]:
    """Draw a date from shortly before to shortly after a window of lead days."""
    leads = (-1, 0, 1, 6, 7, 8, 29, 30, 31, 200)
    return st.sampled_from([pivot + dt.timedelta(days=days) for pivot in nights for days in leads])


@st.composite
def calendars(draw: st.DrawFn) -> tuple[dt.date, ...]:
    """Draw the business dates of two to five nights, weekends and long gaps missing."""
    day = draw(st.sampled_from(FIRST_DAYS))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=1, max_size=4))
    days = [day]
    for gap in gaps:
        days.append(days[-1] + dt.timedelta(days=gap))
    return tuple(days)
