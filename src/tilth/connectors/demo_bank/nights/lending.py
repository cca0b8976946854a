"""What is owed: monthly payments of loans, purchases by credit card and their repayment."""

import numpy as np
from numpy.typing import NDArray

from tilth.connectors.demo_bank.columns import NEVER, NONE, Flags
from tilth.connectors.demo_bank.nights.journal import MERCHANTS
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.nights.spending import amounts
from tilth.connectors.demo_bank.positions import catalogue
from tilth.policy.vocabulary import CATEGORIES

_LOANS = [CATEGORIES.index(name) for name in ("loan", "mortgage")]
_LIMIT = 3_000_000


def run(night: Night) -> None:
    """Collect what is due today, then let the cards be used."""
    _instalments(night)
    _repay_cards(night)
    _use_cards(night)


def _due_today(night: Night, customers: NDArray[np.integer]) -> Flags:
    """Everyone has a day of the month, from 1 to 28, by the customer's number."""
    found: Flags = np.isin(customers % 28 + 1, night.days_of_month) & night.present[customers]
    return found


def _instalments(night: Night) -> None:
    book = night.book
    loans = np.flatnonzero(np.isin(catalogue.CATEGORY[book.product], _LOANS) & (book.closed == NEVER))
    loans = loans[_due_today(night, book.customer[loans])]
    _, first = np.unique(book.customer[loans], return_index=True)
    loans = loans[first]
    accounts = book.demand[book.customer[loans]]
    interest = book.balance[loans] * book.rate[loans] // 12_000_000
    months = np.maximum((book.matures[loans] - night.today) // 30, 1)
    payment = np.minimum(book.balance[loans] // months, book.balance[loans]) + interest
    able = book.balance[accounts] > payment
    night.move(loans, -interest, Booking(kind="interest", channel="auto", memo="贷款利息", hours=(0, 1)))
    pays = Booking(kind="loan_payment", channel="auto", memo="贷款还款", hours=(3, 5))
    night.move(accounts[able], -payment[able], pays)
    night.move(loans[able], payment[able], pays)
    settled = loans[book.balance[loans] <= 0]
    book.close(settled, night.today)


def _repay_cards(night: Night) -> None:
    book = night.book
    holders = np.flatnonzero((book.card != NONE) & (book.demand != NONE))
    holders = holders[_due_today(night, holders)]
    owed = np.minimum(book.balance[book.card[holders]], np.maximum(night.funds(holders), 0))
    booking = Booking(kind="transfer_out", channel="auto", memo="信用卡还款", hours=(4, 5))
    night.move(book.demand[holders], -owed, booking)
    back = Booking(kind="transfer_in", channel="auto", memo="信用卡还款", hours=(5, 6))
    night.move(book.card[holders], owed, back)


def _use_cards(night: Night) -> None:
    draw = night.draw("cards")
    who = night.some(draw, night.present & (night.book.card != NONE), 0.14)
    room = np.maximum(_LIMIT - night.book.balance[night.book.card[who]], 0)
    sums = np.minimum(amounts(draw, len(who), median=140, spread=1.1), room)
    party = draw.integers(0, len(MERCHANTS), len(who))
    booking = Booking(kind="card", channel="online", memo="消费", hours=(7, 23), spread=True, party=party)
    night.move(night.book.card[who], -sums, booking)
