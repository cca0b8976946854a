"""Which day the pages call today, and whether last night's figures are the newest there should be."""

import datetime as dt

from tilth.kernel.dates import ZONE
from tilth.policy.bank import Bank
from tilth.policy.working_days import (
    Rest,
    ahead,
    before_due,
    is_working_day,
    next_working_day,
    pages_day,
    previous_working_day,
    working_day,
)

__all__ = [
    "ZONE",
    "Rest",
    "ahead",
    "before_due",
    "is_working_day",
    "missed_nights",
    "moment",
    "next_working_day",
    "previous_working_day",
    "today",
    "week_start",
    "working_day",
]


def today(*, bank: Bank, last_night: dt.date | None, frozen: dt.date | None, now: dt.datetime) -> dt.date:
    """Return the pages' day: frozen, else the working day after the last night, else the calendar day."""
    own = pages_day(bank=bank, last_night=last_night, frozen=frozen)
    return now.astimezone(ZONE).date() if own is None else own


def moment(*, day: dt.date, now: dt.datetime) -> dt.datetime:
    """Return the time of day of `now` on `day`, in the bank's zone: what is recorded today lies on today."""
    return dt.datetime.combine(day, now.astimezone(ZONE).timetz())


def missed_nights(*, last_night: dt.date, today: dt.date) -> int:
    """Return how many working days lie between the last night and today: each should have had its night."""
    days = (today - last_night).days
    return sum(is_working_day(last_night + dt.timedelta(days=n)) for n in range(1, days))


def week_start(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())
