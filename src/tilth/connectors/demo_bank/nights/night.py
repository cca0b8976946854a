"""One business day at work: who is there, what stands on the books, and the one way to move money."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, NONE, Flags, Whole, day_of, ordinal
from tilth.connectors.demo_bank.nights.journal import BANKS, MEMOS, MERCHANTS, STRANGERS, Entry, Journal
from tilth.connectors.demo_bank.people.population import Population
from tilth.connectors.demo_bank.people.profiles import ALL
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.positions.markets import Market
from tilth.connectors.demo_bank.streams import stream
from tilth.policy.vocabulary import CATEGORIES, LIABILITY_CATEGORIES
from tilth.ports.feed.positions import CHANNELS, TRANSACTION_KINDS

_OWED = np.isin(catalogue.CATEGORY, [CATEGORIES.index(name) for name in LIABILITY_CATEGORIES])
COUNTER = np.array([one.counter for one in ALL])


@dataclass(frozen=True, kw_only=True)
class Booking:
    """How money moves: kind, channel and what else stands in the entry."""

    kind: str
    channel: str | Whole
    memo: str
    hours: tuple[int, int] = (9, 17)
    initiated: int = NONE
    """1 or 0 where the feed says so; −1 leaves it to the contract's default."""
    cash: int = NONE
    spread: bool = False
    """Also on the days without a feed before tonight, when they were not working days."""
    on: Whole | None = None
    """Day numbers, where each row has its own day."""
    party: Whole | None = None
    bank: Whole | None = None


@dataclass(kw_only=True)
class Night:
    """The bank on one business day; amounts are cents, places are those of the arrays."""

    seed: int
    day: dt.date
    before: dt.date
    people: Population
    book: Book
    market: Market
    journal: Journal

    @property
    def today(self) -> int:
        """Tonight's day number."""
        return ordinal(self.day)

    @property
    def gap(self) -> int:
        """Calendar days since the last working day."""
        return (self.day - self.before).days

    @cached_property
    def passed(self) -> tuple[dt.date, ...]:
        """The calendar days after the last working day, up to today."""
        return tuple(day_of(self.today - back) for back in range(self.gap - 1, -1, -1))

    @cached_property
    def days_of_month(self) -> list[int]:
        """The days of the month that have come since the last working day."""
        return [day.day for day in self.passed]

    @cached_property
    def present(self) -> Flags:
        """Customers with an open main account to whom things happen by chance."""
        found: Flags = (self.book.demand >= 0) & ~self.people.scripted & (self.people.closed == NEVER)
        return found

    def draw(self, subject: str) -> np.random.Generator:
        """Return today's random numbers for one subject."""
        return stream(self.seed, subject, self.day)

    def funds(self, customers: Whole) -> Whole:
        """Return what customers have in their main accounts."""
        return self.book.balance[self.book.demand[customers]]

    def some(self, draw: np.random.Generator, among: Flags, rate: float) -> Whole:
        """Return customers to whom something happens today: `rate` per day for one of usual liveliness."""
        chance = self.people.lively * np.float32(rate * self.gap**0.8)
        found: Whole = np.flatnonzero(among & (draw.random(len(among), dtype=np.float32) < chance))
        return found

    def channels(self, draw: np.random.Generator, customers: Whole, *, other: str) -> Whole:
        """Return channels: the counter as often as the profile goes there, else mobile or `other`."""
        chance = draw.random(len(customers))
        counter = COUNTER[self.people.profile[customers]]
        codes = np.where(chance < counter, CHANNELS.index("counter"), CHANNELS.index("mobile"))
        return np.where(chance > 0.85, CHANNELS.index(other), codes)

    def strangers(self, draw: np.random.Generator, count: int) -> tuple[Whole, Whole]:
        """Return other sides of a transfer: people at other banks."""
        who = len(MERCHANTS) + draw.integers(0, STRANGERS, count)
        return who, draw.integers(0, len(BANKS), count)

    def move(self, places: Whole, amounts: Whole, booking: Booking) -> None:
        """Book amounts, + into the holdings, no holding twice; zero amounts leave no entry."""
        real = amounts != 0
        places, amounts = places[real], amounts[real].astype(np.int64)
        count = len(places)
        if not count:
            return
        products = self.book.product[places]
        signed = np.where(_OWED[products], -amounts, amounts)
        self.book.balance[places] += np.where(catalogue.PRICED[products], 0, signed)
        self.journal.entries.append(
            Entry(
                holding=places,
                customer=self.book.customer[places].astype(np.int64),
                at=self._times(booking, real, count),
                amount=amounts,
                kind=TRANSACTION_KINDS.index(booking.kind),
                channel=_codes(booking.channel, real, count),
                initiated=np.full(count, booking.initiated),
                cash=np.full(count, booking.cash),
                party=_given(booking.party, real, count),
                bank=_given(booking.bank, real, count),
                memo=MEMOS.index(booking.memo),
            )
        )

    def _times(self, booking: Booking, real: Flags, count: int) -> Whole:
        draw = stream(self.seed, "times", self.day, len(self.journal.entries))
        days = np.full(count, self.today) if booking.on is None else booking.on[real].astype(np.int64)
        if booking.spread:
            days = self.today - draw.integers(0, self.gap, count)
        first, last = booking.hours
        seconds: Whole = days * 86_400 + draw.integers(first * 3_600, last * 3_600, count)
        return seconds


def _codes(channel: str | Whole, real: Flags, count: int) -> Whole:
    if isinstance(channel, str):
        return np.full(count, CHANNELS.index(channel))
    return channel[real]


def _given(codes: Whole | None, real: Flags, count: int) -> Whole:
    return np.full(count, NONE) if codes is None else codes[real]
