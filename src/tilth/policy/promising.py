"""Whether a day that is promised can be kept: working days needed, the earliest honest day (NEG-03)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tilth.policy.working_days import is_working_day, next_working_day


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the bank's own kept promises of one kind tell: the median of working days, and of how many."""

    days: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Lead:
    """How many working days a kind of commitment takes; `of` kept promises tell it, 0: the playbook does."""

    days: int
    of: int


def lead(kind: str, *, least: Mapping[str, int], kept: Mapping[str, Kept], enough: int) -> Lead:
    """Return what a kind takes: the bank's own median once there are enough, never below the least."""
    own = kept.get(kind)
    if own is None or own.of < enough or own.days < least[kind]:
        return Lead(days=least[kind], of=0)
    return Lead(days=own.days, of=own.of)


def earliest(given_on: dt.date, days: int) -> dt.date:
    """Return the day that lies so many working days after another one; none: that day itself."""
    day = given_on
    for _ in range(days):
        day = next_working_day(day)
    return day


def between(given_on: dt.date, day: dt.date) -> int:
    """Return how many working days lie after the first day until the other; 0 where it is no later."""
    one = dt.timedelta(days=1)
    after = (given_on + one * number for number in range(1, (day - given_on).days + 1))
    return sum(is_working_day(each) for each in after)
