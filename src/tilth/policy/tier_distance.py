"""How far a customer is from a tier, in money and days, under the mean that tiers (TIER-15).

All amounts are whole cents of what counts for the tier: balances × the playbook's weights. What lies at the
bank tonight is taken to stay; a deposit, or a withdrawal, counts from a day on. Nothing is forecast.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from tilth.kernel.money import CENT, cents

ONE_DAY = dt.timedelta(days=1)
Nights = Callable[[dt.date], bool]
"""Says whether a night comes at the end of a day: only then a tier changes."""
Moves = Sequence[tuple[dt.date, int]]
"""From which day on how much more, or less, lies at the bank; days after the night."""


@dataclass(frozen=True, kw_only=True)
class Track:
    """What counted for the tier on each day up to a night."""

    night: dt.date
    window: int
    """Days of the mean; 1 where tonight's amount tiers."""
    counted: tuple[int, ...]
    """By calendar day, the night's at the end: at most `window` of them, fewer in a bank's first days."""

    def days(self, day: dt.date) -> int:
        """Return over how many days the mean of a day is made."""
        return min(self.window, len(self.counted) + (day - self.night).days)

    def total(self, day: dt.date, moves: Moves = ()) -> int:
        """Return the sum behind the mean of the night itself, or of a day after it."""
        days = self.days(day)
        ahead = min((day - self.night).days, days)
        past = days - ahead
        moved = (amount * held(start, day, days) for start, amount in moves)
        return sum(self.counted[-past:] if past else ()) + ahead * self.counted[-1] + sum(moved)

    def mean(self, day: dt.date, moves: Moves = ()) -> int:
        """Return the mean as the night of that day finds it: cents, rounded half away from zero."""
        total, days = self.total(day, moves), self.days(day)
        size = (2 * abs(total) + days) // (2 * days)
        return size if total >= 0 else -size


def held(start: dt.date, day: dt.date, days: int) -> int:
    """Return on how many of the last `days` up to a day something lies that came on `start`."""
    return min(max((day - start).days + 1, 0), days)


def least(track: Track, floor: int, start: dt.date, day: dt.date) -> int:
    """Return the least deposit of `start` by which the night of `day` finds the floor; 0 or less: without."""
    return -(-_short(track, floor, day) // (2 * held(start, day, track.days(day))))


def _short(track: Track, floor: int, day: dt.date, moves: Moves = ()) -> int:
    """Return twice what is missing to the least sum whose mean rounds to a floor above 0."""
    days = track.days(day)
    return 2 * days * floor - days - 2 * track.total(day, moves)


@dataclass(frozen=True, kw_only=True)
class Span:
    """An amount, for how many days it has to lie, and the night that finds the tier."""

    days: int
    amount: int
    reached_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Rise:
    """The ways into the next tier."""

    spans: tuple[Span, ...]
    """The longer it lies, the less it takes; a span that takes no less than a shorter one is no way."""
    by_itself: dt.date | None
    """The night that finds the tier though nothing comes; None where that never happens."""


def rise(track: Track, floor: int, start: dt.date, lengths: Sequence[int], nights: Nights) -> Rise:
    """Return the ways into the tier above with a deposit that comes on `start`, one for each length of days.

    A length that ends on a day without a night ends with the next one.
    """
    found: list[Span] = []
    lowest: int | None = None
    ends = _ends(start, lengths, nights)
    for day in _between(start, start + max(track.window, 1) * 2 * ONE_DAY, nights):
        amount = least(track, floor, start, day)
        if amount <= 0:
            return Rise(spans=tuple(found), by_itself=day)
        less = lowest is None or amount < lowest
        lowest = amount if less or lowest is None else lowest
        if less and day in ends:
            found.append(Span(days=(day - start).days + 1, amount=amount, reached_on=day))
    return Rise(spans=tuple(found), by_itself=None)


def _ends(start: dt.date, lengths: Sequence[int], nights: Nights) -> frozenset[dt.date]:
    return frozenset(night_from(start + (length - 1) * ONE_DAY, nights) for length in lengths)


def night_from(day: dt.date, nights: Nights) -> dt.date:
    """Return a day, or the first one after it, at whose end a night comes."""
    while not nights(day):
        day += ONE_DAY
    return day


def _between(first: dt.date, last: dt.date, nights: Nights) -> Iterator[dt.date]:
    """Yield the days with a night, up to the first one at or after `last`."""
    day = night_from(first, nights)
    while day < last:
        yield day
        day = night_from(day + ONE_DAY, nights)
    yield day


@dataclass(frozen=True, kw_only=True)
class Fall:
    """What becomes of a tier when something leaves."""

    falls_on: dt.date | None
    """The night that finds the tier below; None where it holds."""
    stays: int
    """How much of what would leave must stay for the tier to hold; all of it where that is not enough."""
    short: int
    """What would have to come besides, on the same day, for the tier to hold: above 0 it falls anyway."""


def fall(track: Track, floor: int, leaving: tuple[dt.date, int], nights: Nights, moves: Moves = ()) -> Fall:
    """Return what becomes of a tier when an amount leaves from a day on; `moves` come before or beside it."""
    day, amount = leaving
    days = tuple(_between(day, max([day, *(start for start, _ in moves)]) + track.window * ONE_DAY, nights))
    gone = (*moves, (day, -amount))
    stays = max(_must_stay(track, floor, leaving, one, moves) for one in days)
    return Fall(
        falls_on=next((one for one in days if track.mean(one, gone) < floor), None),
        stays=min(max(stays, 0), amount),
        short=max(stays - amount, 0),
    )


def _must_stay(track: Track, floor: int, leaving: tuple[dt.date, int], day: dt.date, moves: Moves) -> int:
    spare = -_short(track, floor, day, moves)
    return leaving[1] - spare // (2 * held(leaving[0], day, track.days(day)))


def as_balance(counted: int, weight: Decimal) -> Decimal:
    """Return the least balance of a category with this weight that counts for so many cents; two places."""
    if counted <= 0:
        return Decimal("0.00")
    amount = ((counted * CENT - CENT / 2) / weight).quantize(CENT, rounding=ROUND_CEILING)
    return amount if whole(amount, weight) >= counted else amount + CENT


def whole(balance: Decimal, weight: Decimal) -> int:
    """Return what a balance counts, in cents: balance × weight, rounded as the night rounds it."""
    return int(cents(balance * weight) / CENT)
