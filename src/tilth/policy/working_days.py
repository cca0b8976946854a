"""Which days banks work, and which day the pages of a bank call today."""

import datetime as dt

import chinese_calendar

from tilth.policy.bank import Bank

_SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    """Return whether banks work on `day`; where no official calendar is known, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def next_working_day(day: dt.date) -> dt.date:
    """Return the first working day after `day`."""
    following = day + dt.timedelta(days=1)
    while not is_working_day(following):
        following += dt.timedelta(days=1)
    return following


def pages_day(*, bank: Bank, last_night: dt.date | None, frozen: dt.date | None) -> dt.date | None:
    """Return the pages' day where it is not the calendar's: frozen, or the working day after a night."""
    if frozen is not None:
        return frozen
    if bank.today == "after_last_night" and last_night is not None:
        return next_working_day(last_night)
    return None
