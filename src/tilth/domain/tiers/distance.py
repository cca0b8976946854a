"""A customer's ways into the next tier, and what would let the tier fall, in money that lies at the bank."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.customers.queries import Category, Holding
from tilth.domain.tiers import tracks
from tilth.policy import tier_distance, tiers
from tilth.policy.playbook import Playbook
from tilth.policy.tier_distance import Moves, Nights, Track, as_balance, whole
from tilth.policy.vocabulary import ASSET_CATEGORIES

ARRIVES = "demand_deposit"
"""What new money is taken for: it comes into an account before anything is bought with it."""
_ONE = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Way:
    """An amount that, held for so many days, lifts on a day."""

    days: int
    amount: Decimal
    counted: int
    """What of it counts, in cents."""
    reached_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Rising:
    """The ways into the tier above."""

    tier: str
    floor: Decimal
    ways: tuple[Way, ...]
    told: Way | None
    """The one that is said in a sentence; None where the tier is reached before anything could help."""
    by_itself: dt.date | None
    """The night that finds the tier though nothing comes."""


@dataclass(frozen=True, kw_only=True)
class Falling:
    """A tier that falls though nothing leaves: higher days go out of the mean."""

    falls_on: dt.date
    short: Decimal
    """What would have to come on the list day for it to hold."""


@dataclass(frozen=True, kw_only=True)
class Maturing:
    """What counts for the tier and matures first."""

    holding: Holding
    category: str
    due_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What becomes of a tier if all of what matures first leaves."""

    what: Maturing
    counted: int
    """What of it counts, in cents."""
    tier: str
    reached: bool
    """Whether that is the one above, reached by the way that is told; else today's."""
    falls_on: dt.date | None
    stays: Decimal
    """How much of it must stay for the tier to hold."""


@dataclass(frozen=True, kw_only=True)
class Distance:
    """One customer's distance to the tiers beside today's; money that comes is there from `start` on."""

    row: PublishedCustomer
    playbook: Playbook
    track: Track
    start: dt.date
    nights: Nights

    @property
    def category(self) -> str:
        """As what money comes: on demand, else as what counts most; empty where nothing counts."""
        weights = self.playbook.tiers.weights
        most = ARRIVES if weights[ARRIVES] else max(ASSET_CATEGORIES, key=lambda code: weights[code])
        return most if weights[most] else ""

    @property
    def is_lowest(self) -> bool:
        """Whether there is no tier below."""
        return self.row.tier == self.playbook.tiers.bands[0].code

    @cached_property
    def rising(self) -> Rising | None:
        """The ways into the tier above; None at the top."""
        above = tiers.standing(self.row.tier_basis, self.playbook.tiers).following
        if above is None or not self.category:
            return None
        found = tier_distance.rise(
            self.track, whole(above.floor, _ONE), self.start, self._lengths, self.nights
        )
        ways = tuple(self._way(one) for one in found.spans)
        told = [way for way in ways if way.days <= self._told_days] or list(ways[:1])
        return Rising(
            tier=above.code,
            floor=above.floor,
            ways=ways,
            told=told[-1] if told else None,
            by_itself=found.by_itself,
        )

    @property
    def _lengths(self) -> tuple[int, ...]:
        """The lengths that are asked: those of the playbook, as far as the mean goes back, and all of it."""
        window = self.track.window
        return (*(days for days in self.playbook.grading.spans if days < window), window)

    @property
    def _told_days(self) -> int:
        """The length that is told; where its last day has no night, until the next one."""
        end = self.start + (self.playbook.grading.told_days - 1) * tier_distance.ONE_DAY
        return (tier_distance.night_from(end, self.nights) - self.start).days + 1

    def _way(self, span: tier_distance.Span) -> Way:
        weight = self.playbook.tiers.weights[self.category]
        amount = as_balance(span.amount, weight)
        return Way(days=span.days, amount=amount, counted=whole(amount, weight), reached_on=span.reached_on)

    @cached_property
    def falling(self) -> Falling | None:
        """How the tier falls as things stand; None where it holds, or is the lowest."""
        if self.is_lowest or not self.category:
            return None
        found = tier_distance.fall(self.track, whole(self.row.tier_floor, _ONE), (self.start, 0), self.nights)
        if found.falls_on is None:
            return None
        weight = self.playbook.tiers.weights[self.category]
        return Falling(falls_on=found.falls_on, short=as_balance(found.short, weight))

    def leaving(self, what: Maturing) -> Leaving | None:
        """Return what becomes of today's tier, or where that holds of the one above, if something leaves.

        None where neither is touched: of the lowest tier, where the one above is not reached before.
        """
        today = None if self.is_lowest else self._gone(what, self.row.tier, self.row.tier_floor)
        above = self.rising
        if (today is not None and today.falls_on) or above is None or above.told is None:
            return today
        if what.due_on <= above.told.reached_on:
            return today
        return self._gone(what, above.tier, above.floor, [(self.start, above.told.counted)])

    def _gone(self, what: Maturing, tier: str, floor: Decimal, moves: Moves = ()) -> Leaving:
        weight = self.playbook.tiers.weights[what.category]
        counted = whole(what.holding.balance_base, weight)
        found = tier_distance.fall(self.track, whole(floor, _ONE), (what.due_on, counted), self.nights, moves)
        return Leaving(
            what=what,
            counted=counted,
            tier=tier,
            reached=bool(moves),
            falls_on=found.falls_on,
            stays=min(as_balance(found.stays, weight), what.holding.balance_base),
        )


def of_customer(
    actor: User, generation: Generation, row: PublishedCustomer, playbook: Playbook, *, today: dt.date
) -> Distance | None:
    """Return a customer's distance, None where nobody can tell it; one query where a mean tiers."""
    track = tracks.track(actor, generation, row, playbook)
    if track is None:
        return None
    start = max(today, row.business_date + tier_distance.ONE_DAY)
    return Distance(
        row=row, playbook=playbook, track=track, start=start, nights=tracks.nights_come(generation)
    )


def matures_first(categories: tuple[Category, ...], playbook: Playbook, start: dt.date) -> Maturing | None:
    """Return what counts for the tier and matures first from a day on; None where nothing does."""
    found = [
        Maturing(holding=holding, category=category.code, due_on=holding.matures_on)
        for category in categories
        if playbook.tiers.weights.get(category.code)
        for holding in category.holdings
        if holding.matures_on is not None and holding.matures_on >= start and holding.balance_base > 0
    ]
    return min(found, key=lambda one: (one.due_on, one.holding.holding_id), default=None)
