"""Everyday money: cards, cash, transfers, now and then a large sum, and the trade of companies."""

import numpy as np

from tilth.connectors.demo_bank.columns import Flags, Whole
from tilth.connectors.demo_bank.nights.journal import BANKS, MERCHANTS
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.nights.payroll import PENSION_DAY
from tilth.connectors.demo_bank.people.profiles import BY_NAME as PROFILE
from tilth.ports.feed.positions import CHANNELS


def run(night: Night) -> None:
    """Play one day's everyday bookings of persons and companies."""
    persons = night.present & ~night.people.company
    _refills(night, persons)
    _payments(night, persons)
    _living(night, persons)
    _cash(night, persons)
    _transfers(night, persons)
    _large(night, persons)
    _trade(night, night.present & night.people.company)


def amounts(
    draw: np.random.Generator, count: int, *, median: float, spread: float, least: float = 1.0
) -> Whole:
    """Return amounts in cents around a median in CNY, with a long tail."""
    found: Whole = np.round(np.maximum(median * np.exp(draw.normal(0, spread, count)), least) * 100).astype(
        np.int64
    )
    return found


def _payments(night: Night, persons: Flags) -> None:
    draw = night.draw("payments")
    who = night.some(draw, persons, 0.12)
    sums = np.minimum(amounts(draw, len(who), median=66, spread=1.1), night.funds(who) * 3 // 10)
    sums = np.where(sums < 100, 0, sums)
    booking = Booking(
        kind="card",
        channel=np.where(draw.random(len(who)) < 0.85, CHANNELS.index("mobile"), CHANNELS.index("online")),
        memo="消费",
        hours=(7, 23),
        spread=True,
        party=draw.integers(0, len(MERCHANTS), len(who)),
    )
    night.move(night.book.demand[who], -sums, booking)


def _living(night: Night, persons: Flags) -> None:
    """Three days after the pay comes, most of it goes: rent and household, to the retired in cash."""
    draw, people = night.draw("living"), night.people
    retired = people.profile == PROFILE["retired"]
    payday = np.where(retired, PENSION_DAY, people.payday)
    monthly = np.where(retired, people.income // 12, people.salary)
    who = np.flatnonzero(persons & (monthly > 0) & np.isin(payday + 3, night.days_of_month))
    sums = (monthly[who] * (0.55 + 0.5 * draw.random(len(who)))).astype(np.int64) // 10_000 * 10_000
    sums = np.maximum(np.minimum(sums, night.funds(who) * 9 // 10 // 10_000 * 10_000), 0)
    party, bank = night.strangers(draw, len(who))
    cash = retired[who]
    rent = Booking(kind="transfer_out", channel="mobile", memo="转账", party=party, bank=bank)
    night.move(night.book.demand[who], np.where(cash, 0, -sums), rent)
    taken = Booking(kind="withdrawal", channel="counter", memo="取现", cash=1)
    night.move(night.book.demand[who], np.where(cash, -sums, 0), taken)


def _cash(night: Night, persons: Flags) -> None:
    draw = night.draw("cash")
    who = night.some(draw, persons, 0.02)
    wanted = amounts(draw, len(who), median=900, spread=0.8) // 10_000 * 10_000
    sums = np.minimum(wanted, night.funds(who) // 3 // 10_000 * 10_000)
    out = Booking(
        kind="withdrawal",
        channel=np.where(sums > 1_000_000, CHANNELS.index("counter"), CHANNELS.index("atm")),
        memo="取现",
        hours=(9, 17),
        cash=1,
    )
    night.move(night.book.demand[who], -np.maximum(sums, 0), out)
    who = night.some(draw, persons, 0.007)
    sums = amounts(draw, len(who), median=2_500, spread=1.1) // 10_000 * 10_000
    night.move(night.book.demand[who], sums, Booking(kind="deposit", channel="counter", memo="存现", cash=1))


def _transfers(night: Night, persons: Flags) -> None:
    draw = night.draw("transfers")
    who = night.some(draw, persons, 0.025)
    sums = np.minimum(amounts(draw, len(who), median=700, spread=1.2), night.funds(who) // 4)
    party, bank = night.strangers(draw, len(who))
    channel = night.channels(draw, who, other="online")
    out = Booking(kind="transfer_out", channel=channel, memo="转账", spread=False, party=party, bank=bank)
    night.move(night.book.demand[who], -np.maximum(sums, 0), out)
    who = night.some(draw, persons, 0.022)
    party, bank = night.strangers(draw, len(who))
    into = Booking(
        kind="transfer_in",
        channel="mobile",
        memo="转账",
        hours=(7, 23),
        initiated=0,
        spread=True,
        party=party,
        bank=bank,
    )
    night.move(night.book.demand[who], amounts(draw, len(who), median=650, spread=1.2), into)


def _refills(night: Night, persons: Flags) -> None:
    """Accounts that run dry are filled from the customer's own account elsewhere."""
    draw = night.draw("refills")
    who = night.some(draw, persons, 0.09)
    who = who[night.funds(who) < 80_000]
    sums = amounts(draw, len(who), median=1_800, spread=0.6)
    night.move(night.book.demand[who], sums, _own(night, draw, who, "transfer_in"))


def _large(night: Night, persons: Flags) -> None:
    draw = night.draw("large")
    who = night.some(draw, persons & (night.people.assets > 20_000_000), 0.012)
    shares = 0.2 + 0.4 * draw.random(len(who))
    sums = (night.people.assets[who] * shares).astype(np.int64) // 100_000 * 100_000
    leaving = draw.random(len(who)) < 0.5
    possible = leaving & (night.funds(who) > sums)
    night.move(night.book.demand[who], np.where(possible, -sums, 0), _own(night, draw, who, "transfer_out"))
    night.move(night.book.demand[who], np.where(leaving, 0, sums), _own(night, draw, who, "transfer_in"))
    who = night.some(draw, persons & (night.people.assets > 50_000_000), 0.003)
    sums = 5_000_000 + draw.integers(0, 20, len(who)) * 500_000
    booking = Booking(kind="withdrawal", channel="counter", memo="取现", cash=1)
    night.move(night.book.demand[who], np.where(night.funds(who) > sums, -sums, 0), booking)


def _own(night: Night, draw: np.random.Generator, who: Whole, kind: str) -> Booking:
    """A transfer between the customer's own accounts here and at another bank, always the same one."""
    return Booking(
        kind=kind,
        channel=night.channels(draw, who, other="online"),
        memo="转账",
        party=night.journal.party_of(who),
        bank=who % len(BANKS),
    )


def _trade(night: Night, firms: Flags) -> None:
    draw = night.draw("trade")
    who = night.some(draw, firms, 0.35)
    party, bank = night.strangers(draw, len(who))
    sums = np.round(night.people.assets[who] * 0.05 * np.exp(draw.normal(0, 0.7, len(who)))).astype(np.int64)
    into = Booking(kind="transfer_in", channel="online", memo="货款", initiated=0, party=party, bank=bank)
    night.move(night.book.demand[who], sums, into)
    who = night.some(draw, firms, 0.35)
    party, bank = night.strangers(draw, len(who))
    sums = np.round(night.people.assets[who] * 0.045 * np.exp(draw.normal(0, 0.7, len(who)))).astype(np.int64)
    sums = np.maximum(np.minimum(sums, night.funds(who) // 3), 0)
    out = Booking(kind="transfer_out", channel="online", memo="货款", party=party, bank=bank)
    night.move(night.book.demand[who], -sums, out)
