"""Who comes and who goes: new customers open an account, a few small ones close theirs."""

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, NONE, Whole
from tilth.connectors.demo_bank.nights.journal import BANKS
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.positions import catalogue

_LEAVING = 0.00012
"""Per working day, of the small customers who hold nothing but an account."""


def arrive(night: Night) -> None:
    """Open the main account of everyone who joins today, with the money they bring."""
    people = night.people
    new = np.flatnonzero((people.opened == night.today) & (night.book.demand == NONE))
    if not len(new):
        return
    product = np.where(people.company[new], catalogue.COMPANY_DEMAND, catalogue.DEMAND)
    places = night.book.add(
        customer=new.astype(np.int32),
        product=product,
        opened=night.today,
        rate=catalogue.RATE[product],
    )
    night.book.demand[new] = places
    booking = Booking(
        kind="transfer_in",
        channel="counter",
        memo="开户存入",
        party=night.journal.party_of(new),
        bank=new % len(BANKS),
    )
    night.move(places, people.assets[new], booking)


def leave(night: Night) -> None:
    """Close some small customers who hold nothing but their main account: what is left is paid out."""
    book, draw = night.book, night.draw("leaving")
    held = np.bincount(book.customer[book.closed == NEVER], minlength=len(book.demand))
    small = np.flatnonzero(night.present & (held == 1) & (night.people.opened < night.today - 200))
    small = small[(night.funds(small) >= 0) & (night.funds(small) < 300_000)]
    going: Whole = small[draw.random(len(small)) < _LEAVING * night.gap + 0.2 / max(len(small), 1)]
    places = book.demand[going]
    booking = Booking(kind="withdrawal", channel="counter", memo="销户", hours=(17, 18), cash=1)
    night.move(places, -book.balance[places], booking)
    book.close(places, night.today)
    book.demand[going] = NONE
    night.people.closed[going] = night.today
