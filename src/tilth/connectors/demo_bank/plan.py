"""What is asked of the demo bank, and the business days on which it works."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import chinese_calendar

from tilth.kernel.errors import Refused

DEFAULT_UNTIL = dt.date(2026, 11, 20)
"""The last business date where none is given: fixed, so that equal arguments give equal bytes."""

HISTORY_DAYS = 30
"""Calendar days before the first feed whose transactions the first feed brings."""

LEAST_CUSTOMERS = 200


def is_business_day(day: dt.date) -> bool:
    """Return whether banks settle on `day`: no weekend, no public holiday, but make-up working days."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise Refused(
            f"The calendar of Chinese public holidays does not know the year {day.year}: "
            "choose an earlier --until or fewer --days."
        ) from None


def business_day(day: dt.date, *, step: int) -> dt.date:
    """Return the first business day from `day` on, going forwards (step 1) or backwards (step −1)."""
    while not is_business_day(day):
        day += dt.timedelta(days=step)
    return day


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One demo bank: customers on the first night, number of feeds, seed, last date, form of the files."""

    customers: int
    days: int
    seed: int
    until: dt.date = DEFAULT_UNTIL
    csv: bool = False

    def __post_init__(self) -> None:
        """Refuse what no bank can be made of."""
        if self.customers < LEAST_CUSTOMERS:
            raise Refused(
                f"--customers is {self.customers}: a bank needs at least {LEAST_CUSTOMERS}; give more."
            )
        if self.days < 1:
            raise Refused(f"--days is {self.days}: a bank needs at least one business day; give 1 or more.")
        if self.seed < 0:
            raise Refused(f"--seed is {self.seed}: a seed is a whole number from 0 on; give another.")

    @cached_property
    def feeds(self) -> tuple[dt.date, ...]:
        """The business dates that get a feed, in order; the last is `until` or the business day before it."""
        day = business_day(self.until, step=-1)
        found = [day]
        while len(found) < self.days:
            day = business_day(day - dt.timedelta(days=1), step=-1)
            found.append(day)
        return tuple(reversed(found))

    @cached_property
    def start(self) -> dt.date:
        """The day whose evening is the state from which everything is played forward."""
        return business_day(self.feeds[0] - dt.timedelta(days=HISTORY_DAYS), step=-1)

    @cached_property
    def worked(self) -> tuple[dt.date, ...]:
        """Every business date that is played: those of the history, then those of the feeds."""
        first, last = self.start + dt.timedelta(days=1), self.feeds[-1]
        days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(day for day in days if is_business_day(day))
