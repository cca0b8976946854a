"""The bank's calendar: which days banks work, and the day for which a night's lists are made (LIST-01)."""

import datetime as dt
import functools
from dataclasses import dataclass

import chinese_calendar

from tilth.policy.bank import Bank

ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5
_WEEK = 7


@functools.lru_cache(maxsize=4_096)
def is_working_day(day: dt.date) -> bool:
    """Return whether banks work on `day`; where no official calendar is known, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def is_announced(day: dt.date) -> bool:
    """Return whether the official calendar of that year is known: it is announced late in the year before."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def days_off(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last of the days off in a row around `day`; `day` twice where it is worked."""
    first = last = day
    while not is_working_day(day) and not is_working_day(first - ONE_DAY):
        first -= ONE_DAY
    while not is_working_day(day) and not is_working_day(last + ONE_DAY):
        last += ONE_DAY
    return first, last


def next_working_day(day: dt.date) -> dt.date:
    """Return the first working day after `day`: of a business date, the day on which its list is worked."""
    following = day + ONE_DAY
    while not is_working_day(following):
        following += ONE_DAY
    return following


def previous_working_day(day: dt.date) -> dt.date:
    """Return the last working day before `day`."""
    earlier = day - ONE_DAY
    while not is_working_day(earlier):
        earlier -= ONE_DAY
    return earlier


def working_day(day: dt.date) -> dt.date:
    """Return `day` where banks work on it, else the first working day after it."""
    return day if is_working_day(day) else next_working_day(day)


def monday(day: dt.date) -> dt.date:
    """Return the Monday of the week in which `day` lies; a Sunday worked for a holiday is its last day."""
    return day - day.weekday() * ONE_DAY


def week_left(day: dt.date) -> tuple[dt.date, ...]:
    """Return the working days of a week from `day` on, which is one itself."""
    rest = (day + number * ONE_DAY for number in range(_WEEK - day.weekday()))
    return tuple(one for one in rest if is_working_day(one))


def before_due(due_on: dt.date, *, today: dt.date) -> dt.date | None:
    """Return the working day before something falls due, today at the earliest; None once it is due."""
    if due_on <= today:
        return None
    return max(previous_working_day(due_on), today)


@dataclass(frozen=True, kw_only=True)
class Rest:
    """Public holidays in a row, or one day off that is worked to make up for them."""

    name: str
    """The festival, as the official calendar calls it in English."""
    first: dt.date
    last: dt.date
    works: bool


def ahead(day: dt.date, *, within: int) -> tuple[Rest, ...]:
    """Return the next public holiday and the next day worked instead, within so many days, in order."""
    found: dict[bool, Rest] = {}
    for number in range(within + 1):
        one = day + number * ONE_DAY
        name, works = festival(one), is_working_day(one)
        if name and works not in found:
            last = one
            while not works and festival(last + ONE_DAY) == name:
                last += ONE_DAY
            found[works] = Rest(name=name, first=one, last=last, works=works)
    return tuple(sorted(found.values(), key=lambda rest: rest.first))


@functools.lru_cache(maxsize=4_096)
def festival(day: dt.date) -> str:
    """Return the festival for which a day is off, or worked in its stead; empty for any other day.

    It is called as the official calendar calls it in English; where none is announced there is none.
    """
    try:
        _off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return ""
    return name or ""


def pages_day(*, bank: Bank, last_night: dt.date | None, frozen: dt.date | None) -> dt.date | None:
    """Return the pages' day where it is not the calendar's: frozen, or the working day after a night."""
    if frozen is not None:
        return frozen
    if bank.today == "after_last_night" and last_night is not None:
        return next_working_day(last_night)
    return None
