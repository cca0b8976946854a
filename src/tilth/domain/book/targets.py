"""Targets that can be reached: no more names than listed, no more customers than can be called (LIST-03)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from tilth.data.models import PublishedBook
from tilth.domain import days

SUNDAY = dt.timedelta(days=6)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many customers a book has, how many can be reached in the week, and why the others cannot."""

    customers: int = 0
    reachable: int = 0
    without_consent: int = 0
    without_number: int = 0

    @property
    def others(self) -> int:
        """Who cannot be reached for another reason: stopped, not to be disturbed, at rest beyond the week."""
        return self.customers - self.reachable - self.without_consent - self.without_number

    def __add__(self, other: "Reach") -> "Reach":
        return Reach(
            customers=self.customers + other.customers,
            reachable=self.reachable + other.reachable,
            without_consent=self.without_consent + other.without_consent,
            without_number=self.without_number + other.without_number,
        )


def reach(book: PublishedBook | None) -> Reach:
    """Return whom a manager can reach; a night of an earlier version did not tell them from the others."""
    if book is None:
        return Reach()
    return Reach(
        customers=book.customers,
        reachable=book.customers if book.reachable is None else book.reachable,
        without_consent=book.without_consent or 0,
        without_number=book.without_number or 0,
    )


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a manager, or several together, can reach, beside what the playbook asks of them."""

    day: int
    week: int
    asked_day: int
    asked_week: int
    reach: Reach = field(default_factory=Reach)
    """Of several managers' books those that are too small."""
    small_books: int = 0
    """How many of several managers' books are too small."""

    @property
    def short_list(self) -> bool:
        """Whether the list has fewer names than the playbook asks."""
        return self.day < self.asked_day

    @property
    def small_book(self) -> bool:
        """Whether fewer customers of the book can be reached than the playbook asks contacts of a week."""
        return self.week < self.asked_week

    def pace(self, today: dt.date) -> int:
        """Return what should be reached by the end of a day."""
        return min(self.week, passed(today) * self.day)


def target(*, listed: int, reach: Reach, size: int, today: dt.date) -> Target:
    """Return a manager's targets: nobody who cannot be reached, and nobody twice in a week.

    A week asks for as many lists as it has working days by the bank's calendar (LIST-02).
    """
    asked = size * passed(days.week_start(today) + SUNDAY)
    return Target(
        day=min(size, listed),
        week=min(asked, max(listed, reach.reachable)),
        asked_day=size,
        asked_week=asked,
        reach=reach,
    )


def together(targets: Iterable[Target]) -> Target:
    """Return the targets of several managers as one; who can be reached counts where it is too few."""
    found = list(targets)
    small = [one.reach for one in found if one.small_book]
    return Target(
        day=sum(one.day for one in found),
        week=sum(one.week for one in found),
        asked_day=sum(one.asked_day for one in found),
        asked_week=sum(one.asked_week for one in found),
        reach=sum(small, Reach()),
        small_books=len(small),
    )


def passed(today: dt.date) -> int:
    """Return the working days of the week up to and with a day."""
    monday = days.week_start(today)
    return sum(days.is_working_day(monday + dt.timedelta(days=n)) for n in range((today - monday).days + 1))
