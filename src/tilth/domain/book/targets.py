"""Targets that can be reached: no more names than the list, no more customers than the book (LIST-02, 03)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tilth.domain import days

SUNDAY = dt.timedelta(days=6)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a manager, or several together, can reach, beside what the playbook asks of them."""

    day: int
    week: int
    asked_day: int
    asked_week: int

    @property
    def short_list(self) -> bool:
        """Whether the list has fewer names than the playbook asks."""
        return self.day < self.asked_day

    @property
    def small_book(self) -> bool:
        """Whether the book has fewer customers than the playbook asks contacts of a week."""
        return self.week < self.asked_week

    def pace(self, today: dt.date) -> int:
        """Return what should be reached by the end of a day."""
        return min(self.week, passed(today) * self.day)


def target(*, listed: int, customers: int, size: int, today: dt.date) -> Target:
    """Return a manager's targets: nobody twice in a week, for whoever was contacted rests.

    A week asks for as many lists as it has working days by the bank's calendar (LIST-02).
    """
    asked = size * passed(days.week_start(today) + SUNDAY)
    return Target(
        day=min(size, listed),
        week=min(asked, max(listed, customers)),
        asked_day=size,
        asked_week=asked,
    )


def together(targets: Iterable[Target]) -> Target:
    """Return the targets of several managers as one."""
    found = list(targets)
    return Target(
        day=sum(one.day for one in found),
        week=sum(one.week for one in found),
        asked_day=sum(one.asked_day for one in found),
        asked_week=sum(one.asked_week for one in found),
    )


def passed(today: dt.date) -> int:
    """Return the working days of the week up to and with a day."""
    monday = days.week_start(today)
    return sum(days.is_working_day(monday + dt.timedelta(days=n)) for n in range((today - monday).days + 1))
