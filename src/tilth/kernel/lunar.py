"""The Chinese lunar calendar from 1900-01-31 to 2100-12-31, and the birthdays that fall on a day.

Months begin on the day of the new moon in China standard time (before 1929 in Beijing local time). New
moons close to midnight are decided as almanacs decide them: 1954-11-25, 1978-09-03, 2057-09-29. Those of
2057 and 2097 lie within half a minute of midnight, so that no almanac can promise them today.
"""

import calendar as gregorian_calendar
import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from tilth.kernel.lunar_table import FIRST_YEAR, YEARS

FIRST_DAY = dt.date(1900, 1, 31)
LAST_DAY = dt.date(2100, 12, 31)
Calendar = Literal["solar", "lunar"]


class OutOfRangeError(ValueError):
    """A day or lunar date outside the table."""


@dataclass(frozen=True, order=True)
class LunarDay:
    """A day of the lunar calendar; `leap` marks the month inserted after the one of the same number."""

    year: int
    month: int
    day: int
    leap: bool = False

    @property
    def name(self) -> str:
        """Month and day in Chinese: 十月十七, 闰六月初一."""
        return f"{'闰' if self.leap else ''}{_MONTH_NAMES[self.month - 1]}月{_day_name(self.day)}"


@dataclass(frozen=True)
class _Month:
    start: dt.date
    length: int
    year: int
    month: int
    leap: bool


_MONTH_NAMES = "正二三四五六七八九十冬腊"
_DIGITS = "一二三四五六七八九十"


def _day_name(day: int) -> str:
    tens, ones = divmod(day - 1, 10)
    if ones == 9:
        return ("初十", "二十", "三十")[tens]
    return "初十廿"[tens] + _DIGITS[ones]


def _months_of(year: int, code: int) -> list[_Month]:
    """Return the months of one lunar year, read from its number in the table."""
    leap = code >> 13 & 0xF
    start = dt.date(year, 1, 1) + dt.timedelta(days=code >> 17)
    months = []
    numbers = [(number, False) for number in range(1, 13)]
    if leap:
        numbers.insert(leap, (leap, True))
    for index, (number, is_leap) in enumerate(numbers):
        length = 29 + (code >> index & 1)
        months.append(_Month(start, length, year, number, is_leap))
        start += dt.timedelta(days=length)
    return months


_MONTHS = [month for index, code in enumerate(YEARS) for month in _months_of(FIRST_YEAR + index, code)]
_STARTS = [month.start for month in _MONTHS]
_BY_NUMBER = {(month.year, month.month, month.leap): month for month in _MONTHS}


def _month_of(day: dt.date) -> _Month:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRangeError(f"{day} has no lunar date here: the table holds {FIRST_DAY} to {LAST_DAY}.")
    return _MONTHS[bisect_right(_STARTS, day) - 1]


def lunar(day: dt.date) -> LunarDay:
    """Return the lunar date of a Gregorian day; OutOfRangeError outside 1900-01-31 … 2100-12-31."""
    month = _month_of(day)
    return LunarDay(month.year, month.month, (day - month.start).days + 1, month.leap)


def gregorian(day: LunarDay) -> dt.date:
    """Return the Gregorian day of a lunar date; OutOfRangeError when there is no such date."""
    month = _BY_NUMBER.get((day.year, day.month, day.leap))
    if month is None or not 1 <= day.day <= month.length:
        raise OutOfRangeError(f"{day} is no date of the lunar calendar.")
    found = month.start + dt.timedelta(days=day.day - 1)
    _month_of(found)
    return found


def birth_key(birth: dt.date, calendar: Calendar) -> tuple[int, int]:
    """Return the (month, day) under which a birth is kept; a leap month counts as the ordinary one."""
    if calendar == "solar":
        return birth.month, birth.day
    kept = lunar(birth)
    return kept.month, kept.day


def birthday_keys(day: dt.date, calendar: Calendar) -> list[tuple[int, int]]:
    """Return which (month, day) of birth have their birthday on this Gregorian day (OPS-04).

    Solar: 28 Feb also brings 29 Feb in common years. Lunar: day 29 of a month of 29 days also brings day 30;
    a leap month brings nobody's birthday.
    """
    if calendar == "solar":
        keys = [(day.month, day.day)]
        if keys == [(2, 28)] and not gregorian_calendar.isleap(day.year):
            keys.append((2, 29))
        return keys
    month = _month_of(day)
    if month.leap:
        return []
    number = (day - month.start).days + 1
    keys = [(month.month, number)]
    if number == month.length == 29:
        keys.append((month.month, 30))
    return keys


def is_birthday(birth: dt.date, calendar: Calendar, day: dt.date) -> bool:
    """Say whether someone born on `birth` has a birthday on `day`; the birth itself is none."""
    if calendar == "solar":
        return day.year > birth.year and birth_key(birth, calendar) in birthday_keys(day, calendar)
    if birth < FIRST_DAY or lunar(day).year == lunar(birth).year or day < birth:
        return False
    return birth_key(birth, calendar) in birthday_keys(day, calendar)
