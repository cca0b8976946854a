"""Salaries planted in the books of the demo's sign-ins: some have stopped, some have grown.

Both are told by what was paid before the nights begin, so the first feed brings those salaries of half a year
along. That one has started cannot be told so early: it asks for a bank that has been fed for 90 days.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, NONE, Flags, ordinal
from tilth.connectors.demo_bank.nights.journal import MEMOS, Entry, Journal
from tilth.connectors.demo_bank.people.customers import customer_id
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.profiles import BY_NAME as PROFILE
from tilth.connectors.demo_bank.plan import Plan, business_day
from tilth.connectors.demo_bank.planted.script import Facts, well_off
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.streams import stream
from tilth.ports.feed.positions import CHANNELS, TRANSACTION_KINDS

_OF_A_KIND = 2
"""Stories of each kind in each book."""
_MONTHS = 5
"""Salaries before the first evening that the first feed brings of each."""
_MISSED, _TOLD = 45, 7
"""A salary has stopped after so many days without one; what happened is told for so many nights."""
_SOME_WEEKS = dt.timedelta(days=20)
_BEFORE = 0.62
"""Of what is paid now so much was paid before."""
_LEAST = 500_000
"""Cents: the smallest salary a story is told of."""


class Salary(NamedTuple):
    """One customer's salary: what came on which days before the nights, and what that tells on which day."""

    kind: str
    place: int
    amount: int
    """Cents, each time."""
    paid_on: tuple[dt.date, ...]
    due_on: dt.date


def plant(plan: Plan, people: Population, book: Book, owners: tuple[int, ...]) -> list[Salary]:
    """Choose customers of each book; who has nobody fit for a story tells fewer."""
    age = (ordinal(plan.start) - people.born) / YEAR
    fit = ~people.company & ~people.scripted & (people.closed == NEVER) & (age > 25) & (age < 58)
    fit &= (np.arange(len(people)) < plan.customers) & (people.opened < ordinal(plan.start) - YEAR)
    fit &= (people.profile != PROFILE["retired"]) & (book.demand >= 0)
    return [
        salary
        for owner in owners
        for found in (_stopped(plan, people, fit, owner), _grown(plan, people, fit, owner))
        for salary in found
    ]


def _stopped(plan: Plan, people: Population, fit: Flags, owner: int) -> Iterator[Salary]:
    """Who is paid nothing while the days are played was paid until some seven weeks ago."""
    last = _last_paid(plan)
    if last is None:
        return
    among = np.flatnonzero(fit & (people.owner == owner) & (people.salary == 0))
    days = (*_monthly(last - _SOME_WEEKS, last.day, _MONTHS - 1), last)
    for place in well_off(people, among, stream(plan.seed, "salaries stopped", owner))[:_OF_A_KIND]:
        amount = max(int(people.income[place]) // 1300, 8_000) * 100
        due = last + dt.timedelta(days=_MISSED)
        yield Salary("salary_stopped", int(place), amount, days, due)


def _last_paid(plan: Plan) -> dt.date | None:
    """Return the working day whose missing successor is told on the last night; None where it is played."""
    edge = plan.feeds[-1] - dt.timedelta(days=_MISSED)
    found = business_day(edge, step=-1)
    return found if edge - dt.timedelta(days=_TOLD) < found <= plan.start else None


def _grown(plan: Plan, people: Population, fit: Flags, owner: int) -> Iterator[Salary]:
    """Who is paid in the last nights, and more than in the months before."""
    well = fit & (people.owner == owner) & (people.salary >= _LEAST)
    days = {int(payday): _paid_lately(plan, int(payday)) for payday in np.unique(people.payday)}
    lately = [payday for payday, day in days.items() if day is not None]
    among = np.flatnonzero(well & np.isin(people.payday, lately))
    chosen = well_off(people, among, stream(plan.seed, "salaries grown", owner))
    told = [(day, int(place)) for place in chosen if (day := days[int(people.payday[place])]) is not None]
    for day, place in sorted(told, key=lambda one: one[0], reverse=True)[:_OF_A_KIND]:
        amount = int(people.salary[place] * _BEFORE) // 10_000 * 10_000
        before = _monthly(plan.start, int(people.payday[place]), _MONTHS)
        yield Salary("salary_grew", place, amount, before, day)


def _paid_lately(plan: Plan, payday: int) -> dt.date | None:
    """Return the night that booked a pay day within the days that are told on the last one."""
    last = plan.feeds[-1]
    for back in range(_TOLD):
        day = last - dt.timedelta(days=back)
        if day.day == payday:
            booked = business_day(day, step=1)
            return booked if booked <= last else None
    return None


def _monthly(until: dt.date, payday: int, count: int) -> tuple[dt.date, ...]:
    """Return the last so many pay days up to a day, each on the working day before where it is none."""
    first, found = until.replace(day=1), list[dt.date]()
    while len(found) < count:
        day = first.replace(day=min(payday, 28))
        if day <= until:
            found.append(business_day(day, step=-1))
        first = (first - dt.timedelta(days=1)).replace(day=1)
    return tuple(reversed(found))


def booked(seed: int, people: Population, book: Book, planted: list[Salary], journal: Journal) -> Entry:
    """Return the bookings of before the first evening; who is still paid has been by the same employer."""
    rows = [(salary, day) for salary in planted for day in salary.paid_on]
    who = np.array([salary.place for salary, _ in rows], dtype=np.int64)
    days = np.array([ordinal(day) for _, day in rows], dtype=np.int64)
    count = len(rows)
    firms = np.where(people.salary[who] > 0, people.employer[who].astype(np.int64), NONE)
    hours = stream(seed, "salaries before").integers(8 * 3_600, 12 * 3_600, count)
    nothing = np.full(count, NONE)
    return Entry(
        holding=book.demand[who],
        customer=who,
        at=days * 86_400 + hours,
        amount=np.array([salary.amount for salary, _ in rows], dtype=np.int64),
        kind=TRANSACTION_KINDS.index("salary"),
        channel=np.full(count, CHANNELS.index("auto")),
        initiated=nothing,
        cash=nothing,
        party=np.where(firms >= 0, journal.party_of(firms), NONE),
        bank=nothing,
        memo=MEMOS.index("工资"),
    )


def expected(plan: Plan, planted: list[Salary]) -> list[Facts]:
    """Return what the planted salaries tell on the last night, ready for truth.json."""
    return [
        {
            "mart": "signals",
            "kind": salary.kind,
            "customer_id": customer_id(salary.place),
            "subject": "",
            "due_on": salary.due_on.isoformat(),
            "on": plan.feeds[-1].isoformat(),
        }
        for salary in planted
    ]
