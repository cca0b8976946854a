"""What comes by the calendar: salaries and pensions, interest on accounts, fees."""

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, Whole
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.people.profiles import BY_NAME as PROFILE
from tilth.connectors.demo_bank.positions import catalogue
from tilth.policy.vocabulary import CATEGORIES

_INTEREST_MONTHS = (3, 6, 9, 12)
_INTEREST_DAY = 21
_BEARING = [CATEGORIES.index(name) for name in ("demand_deposit", "fx_deposit")]
_FEE = 200
PENSION_DAY = 15
"""The day of the month on which pensions come."""


def run(night: Night) -> None:
    """Book whatever the calendar brings since the last working day."""
    _salaries(night)
    _pensions(night)
    if any(day.month in _INTEREST_MONTHS and day.day == _INTEREST_DAY for day in night.passed):
        _interest(night)
    if 1 in night.days_of_month:
        _fees(night)


def _salaries(night: Night) -> None:
    people = night.people
    paid = np.flatnonzero(night.present & (people.salary > 0) & np.isin(people.payday, night.days_of_month))
    varied = 0.97 + night.draw("salaries").random(len(paid)) * 0.08
    amounts = (people.salary[paid] * varied).astype(np.int64)
    firms = people.employer[paid]
    inside = firms >= 0
    party = np.where(inside, night.journal.party_of(firms.astype(np.int64)), -1)
    booking = Booking(kind="salary", channel="auto", memo="工资", hours=(8, 12), party=party)
    night.move(night.book.demand[paid], amounts, booking)
    _debit_employers(night, firms[inside].astype(np.int64), amounts[inside])


def _debit_employers(night: Night, firms: Whole, amounts: Whole) -> None:
    """Each employer pays the sum; what it lacks comes from its buyers the same morning."""
    payers, which = np.unique(firms, return_inverse=True)
    sums = np.bincount(which, weights=amounts, minlength=len(payers)).astype(np.int64)
    open_here = night.book.demand[payers] >= 0
    payers, sums = payers[open_here], sums[open_here]
    accounts = night.book.demand[payers]
    lacking = np.maximum(sums - night.book.balance[accounts], 0)
    who, bank = night.strangers(night.draw("buyers"), len(payers))
    incoming = Booking(
        kind="transfer_in", channel="online", memo="货款", hours=(6, 8), initiated=0, party=who, bank=bank
    )
    night.move(accounts, lacking, incoming)
    night.move(accounts, -sums, Booking(kind="transfer_out", channel="auto", memo="代发工资", hours=(8, 9)))


def _pensions(night: Night) -> None:
    if PENSION_DAY not in night.days_of_month:
        return
    people = night.people
    paid = np.flatnonzero(night.present & (people.profile == PROFILE["retired"]))
    booking = Booking(kind="salary", channel="auto", memo="养老金", hours=(7, 9))
    night.move(night.book.demand[paid], people.income[paid] // 1200 * 100, booking)


def _interest(night: Night) -> None:
    book = night.book
    bearing = np.isin(catalogue.CATEGORY[book.product], _BEARING) & (book.closed == NEVER)
    places = np.flatnonzero(bearing & ~night.people.scripted[book.customer])
    yearly = catalogue.RATE[book.product[places]].astype(np.int64)
    quarter = np.maximum(book.balance[places], 0) * yearly // 4_000_000
    night.move(places, quarter, Booking(kind="interest", channel="auto", memo="结息", hours=(0, 2)))


def _fees(night: Night) -> None:
    charged = np.flatnonzero(night.present)
    charged = charged[(charged % 4 == 0) & (night.funds(charged) > 10 * _FEE)]
    booking = Booking(kind="fee", channel="auto", memo="账户服务费", hours=(2, 4))
    night.move(night.book.demand[charged], np.full(len(charged), -_FEE), booking)
