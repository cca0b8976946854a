"""Which day the pages call today, and whether last night's figures are the newest there should be."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import chinese_calendar

from tilth.policy.bank import Bank

ZONE = ZoneInfo("Asia/Shanghai")
SATURDAY = 5


def today(*, bank: Bank, last_night: dt.date | None, frozen: dt.date | None, now: dt.datetime) -> dt.date:
    """Return the pages' day: frozen, else the working day after the last night, else the calendar day."""
    if frozen is not None:
        return frozen
    if bank.today == "after_last_night" and last_night is not None:
        return next_working_day(last_night)
    return now.astimezone(ZONE).date()


def moment(*, day: dt.date, now: dt.datetime) -> dt.datetime:
    """Return the time of day of `now` on `day`, in the bank's zone: what is recorded today lies on today."""
    return dt.datetime.combine(day, now.astimezone(ZONE).timetz())


def is_working_day(day: dt.date) -> bool:
    """Return whether banks work on `day`; where no official calendar is known, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


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
        one = day + dt.timedelta(days=number)
        festival, works = _festival(one), is_working_day(one)
        if festival and works not in found:
            last = one
            while not works and _festival(last + dt.timedelta(days=1)) == festival:
                last += dt.timedelta(days=1)
            found[works] = Rest(name=festival, first=one, last=last, works=works)
    return tuple(sorted(found.values(), key=lambda rest: rest.first))


def _festival(day: dt.date) -> str:
    """Return the festival for which a day is off, or worked in its stead; empty for any other day."""
    try:
        _off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return ""
    return name or ""


def next_working_day(day: dt.date) -> dt.date:
    """Return the first working day after `day`."""
    following = day + dt.timedelta(days=1)
    while not is_working_day(following):
        following += dt.timedelta(days=1)
    return following


def previous_working_day(day: dt.date) -> dt.date:
    """Return the last working day before `day`."""
    earlier = day - dt.timedelta(days=1)
    while not is_working_day(earlier):
        earlier -= dt.timedelta(days=1)
    return earlier


def working_day(day: dt.date) -> dt.date:
    """Return `day` where banks work on it, else the first working day after it."""
    return day if is_working_day(day) else next_working_day(day)


def before_due(due_on: dt.date, *, today: dt.date) -> dt.date | None:
    """Return the working day before something falls due, today at the earliest; None once it is due."""
    if due_on <= today:
        return None
    return max(previous_working_day(due_on), today)


def missed_nights(*, last_night: dt.date, today: dt.date) -> int:
    """Return how many working days lie between the last night and today: each should have had its night."""
    days = (today - last_night).days
    return sum(is_working_day(last_night + dt.timedelta(days=n)) for n in range(1, days))


def week_start(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())
