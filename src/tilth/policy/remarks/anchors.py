"""What months, quarters, festivals and lunar days mean, with or without a year: shared by both languages."""

import datetime as dt
from collections.abc import Callable

from tilth.kernel.dates import add_months
from tilth.policy.remarks import calendar, festivals
from tilth.policy.remarks.festivals import FESTIVALS, Festival, lunar_day
from tilth.policy.remarks.grammar import PassedError, Spans, again, either, still
from tilth.policy.remarks.numbers import number
from tilth.policy.remarks.spans import WEEK, NoSuchDayError, Span, one
from tilth.policy.working_days import ONE_DAY

CENTURY = 2000
"""Two figures are a year of this century."""
OfYear = Callable[[dt.date, int | None], Spans | None]
"""What comes every year, on a day: of a named year, or the next one."""


def year_of(text: str | None, today: dt.date) -> int | None:
    """Return the year that words name: 2027, 27, 今年, 明年; None for none."""
    if not text:
        return None
    near = {"今": 0, "本": 0, "明": 1, "来": 1, "后": 2, "去": -1, "前": -2}
    word = text.removesuffix("年")
    if word in near:
        return today.year + near[word]
    if not word.isdigit():
        word = "".join(str(number(sign)) for sign in word)
    return int(word) + (CENTURY if len(word) == 2 else 0)


def every_year(today: dt.date, year: int | None, of_year: Callable[[int], Span]) -> Spans:
    """Return something of a named year, or the one that comes next."""
    if year is not None:
        return still((of_year(year),), today)
    return (calendar.coming(today, of_year),)


def month_of(today: dt.date, year: int | None, number: int, part: str = "") -> Spans | None:
    """Return a month, or its beginning, middle or end; None where there is no such month."""
    if not 1 <= number <= 12:
        return None

    def of_year(one_year: int) -> Span:
        whole = calendar.month(one_year, number)
        return calendar.part(whole, part) if part else whole

    return every_year(today, year, of_year)


def nth_week(today: dt.date, whole: Span, number: int) -> Spans:
    """Return the first to fourth seven days of a month."""
    first = whole.first + WEEK * (number - 1) * ONE_DAY
    return still((Span(first=first, last=first + (WEEK - 1) * ONE_DAY),), today)


def quarter_of(today: dt.date, year: int | None, number: int, part: str = "") -> Spans:
    """Return a quarter, or its first or last month."""

    def of_year(one_year: int) -> Span:
        whole = calendar.quarter(one_year, number)
        return calendar.part(whole, part) if part else whole

    return every_year(today, year, of_year)


def day_of(today: dt.date, year: int | None, number: int, day: int) -> Spans:
    """Return a day of a month; PassedError, or NoSuchDayError where the calendar has none."""
    if year is None:
        return (calendar.month_day(today, number, day),)
    return still((one(calendar.day_of(year, number, day)),), today)


def festival(pick: Festival) -> OfYear:
    """Return what a festival means: in a named year, or the next one whose days off are not over."""

    def means(today: dt.date, year: int | None) -> Spans | None:
        years = (today.year, today.year + 1) if year is None else (year,)
        found = [span for number in years if (span := festivals.of_year(pick, number)) is not None]
        left = [span for span in found if festivals.over(span) >= today]
        if not left:
            if found:
                raise PassedError
            return None
        nearest = left[0]
        ours = found[0]
        if ours is not nearest and today - ours.last < nearest.first - today:
            nearest = again(nearest)
        return (nearest,)

    return means


NEW_YEAR = tuple(festival(one_of) for one_of in FESTIVALS[:2])


def new_year(today: dt.date, year: int | None) -> Spans | None:
    """Return both new years: the calendar's and the lunar one."""
    found = [spans for means in NEW_YEAR if (spans := means(today, year)) is not None]
    return tuple(sorted(either(*found), key=lambda span: span.first)) if found else None


def lunar_date(today: dt.date, year: int | None, month: int, day: int, *, leap: bool = False) -> Spans | None:
    """Return a day of the lunar calendar, with the one of a leap month beside it where there are both.

    NoSuchDayError where the next such month has no thirtieth day; None beyond the table.
    """
    ours = festivals.lunar_year(today)
    if ours is None or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    for one_year in (ours, ours + 1) if year is None else (year,):
        spans = _lunar_days(one_year, month, day, leap=leap)
        if spans is None:
            continue
        left = tuple(span for span in spans if span.last >= today)
        if left:
            return left
    if year is not None and _lunar_days(year, month, day, leap=leap):
        raise PassedError
    return None


def _lunar_days(year: int, month: int, day: int, *, leap: bool) -> Spans | None:
    """Return a lunar day and its twin in a leap month; None where the year has no such month."""
    kinds = [kind for kind in ((True,) if leap else (False, True)) if lunar_day(year, month, 1, leap=kind)]
    if not kinds:
        return None
    days = [found for kind in kinds if (found := lunar_day(year, month, day, leap=kind))]
    if not days:
        raise NoSuchDayError
    return tuple(one(found) for found in days)


def lunar_month(today: dt.date, month: int, part: str = "") -> Spans | None:
    """Return a lunar month, or its beginning, middle or end; None beyond the table."""
    ours = festivals.lunar_year(today)
    for year in () if ours is None else (ours, ours + 1):
        first, following = lunar_day(year, month, 1), _next_month(year, month)
        if first is None or following is None:
            return None
        whole = Span(first=first, last=following - ONE_DAY)
        span = calendar.part(whole, part) if part else whole
        if span.last >= today:
            return (span,)
    return None


def _next_month(year: int, month: int) -> dt.date | None:
    return lunar_day(year + 1, 1, 1) if month == 12 else lunar_day(year, month + 1, 1)


def later(today: dt.date, number: int, unit: str) -> dt.date | None:
    """Return the day so many days, weeks, months, quarters or years on; None beyond the calendar."""
    from_here = {"day": 1, "week": WEEK}
    if unit in from_here:
        return today + from_here[unit] * number * ONE_DAY
    months = {"month": 1, "quarter": 3, "year": 12}[unit] * number
    return add_months(today, months) if today.year + months // 12 < dt.MAXYEAR - 1 else None


def deadline(today: dt.date, number: int, unit: str) -> Spans | None:
    """Return what is left for something within so many days, weeks or months."""
    last = later(today, number, unit)
    return None if last is None or number < 1 else (Span(first=today, last=last, lean="last"),)


def festival_rules(names: str) -> tuple[tuple[str, OfYear], ...]:
    """Return the patterns of one language, `chinese` or `english`, each with what it means."""
    return tuple((str(getattr(one_of, names)), festival(one_of)) for one_of in FESTIVALS)
