"""What customers of the demo bank would agree to: about what, from when until when, for how much.

Drawn from what they hold and from chance alone. No rule of the night knows it: whoever wants to say what a
list is worth lets it be called day after day and counts the agreements that were met in time. Some hide
behind no figure at all, and most customers who look ready agree to nothing.
"""

import zlib
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tilth.connectors.demo_bank.columns import NEVER, Flags, Whole, day_of, ordinal
from tilth.connectors.demo_bank.people.customers import customer_id
from tilth.connectors.demo_bank.people.population import Population
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted.script import YUAN, Facts
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.streams import stream

MANAGERS = 20
"""Customers of the first managers agree to something; of all the others nothing is written down."""
ANYTHING = "anything"
"""What is agreed to whatever the call is about."""
UNPROMPTED = 0.3
"""So many would speak of it by themselves if somebody called about nothing in particular."""
_LARGE, _SOME = 50_000 * YUAN, 20_000 * YUAN


@dataclass(frozen=True, kw_only=True)
class _Ripe:
    """Of what is ripe so many agree, from so many days before its day until so many after, to such a part."""

    about: tuple[str, ...]
    chance: float
    before: int
    after: int
    part: tuple[float, float]


_DEPOSIT = _Ripe(
    about=("deposit_maturing", "deposit_matured"), chance=0.6, before=8, after=4, part=(0.4, 1.0)
)
_PRODUCT = _Ripe(about=("product_maturing",), chance=0.45, before=10, after=3, part=(0.4, 1.0))
_CAME = _Ripe(about=("large_inflow", "new_money"), chance=0.55, before=-1, after=9, part=(0.3, 0.9))
_WENT = _Ripe(about=("large_outflow", "balance_sliding"), chance=0.35, before=-1, after=5, part=(0.2, 0.7))
_IDLE = _Ripe(about=("idle_cash",), chance=0.35, before=0, after=10, part=(0.3, 0.9))
_RATE = _Ripe(about=("rate_gap",), chance=0.08, before=0, after=12, part=(0.2, 0.5))
_HIDDEN = _Ripe(about=(ANYTHING,), chance=0.06, before=0, after=10, part=(0.03, 0.15))


def answers(number: str) -> int:
    """Return of a hundred calls how many the customer answers: a trait that shows only in what was tried."""
    return 35 + zlib.crc32(f"answers {number}".encode()) % 51


@dataclass(kw_only=True)
class Watch:
    """Looks at the main accounts after every feed: what came and went in between."""

    last: Whole | None = None
    moved: list[tuple[int, Whole, Whole]] = field(default_factory=list)
    """Day, customers and what their main accounts changed by, in cents, where that is much."""

    def look(self, day: int, book: Book) -> None:
        """Note who has much more or less on the main account than after the feed before."""
        now = _lying_on_demand(book)
        if self.last is not None:
            change = now - self.last
            who = np.flatnonzero(np.abs(change) >= _LARGE)
            self.moved.append((day, who, change[who]))
        self.last = now


def document(plan: Plan, people: Population, book: Book, watch: Watch) -> list[Facts]:
    """Return the agreements in order of customer and day, ready for JSON."""
    known = (people.owner >= 0) & (people.owner < MANAGERS) & (people.closed == NEVER)
    draw = stream(plan.seed, "agreements")
    found = [
        *_falling_due(plan, draw, known, book),
        *(row for one in watch.moved for row in _moved(draw, known, *one)),
        *_idle(plan, draw, known, book),
        *_lying(plan, draw, known, book),
        *_hidden(plan, draw, known, people),
    ]
    return sorted(found, key=lambda row: (str(row["customer_id"]), str(row["from"]), str(row["about"])))


def _agreed(
    draw: np.random.Generator, rule: _Ripe, who: NDArray[np.integer], days: Whole, sums: Whole
) -> list[Facts]:
    """Let some of these customers agree, each around a day and to a part of a sum."""
    count = len(who)
    low, high = rule.part
    parts = sums * (low + (high - low) * draw.random(count))
    takes, speaks = draw.random(count) < rule.chance, draw.random(count) < UNPROMPTED
    return [
        {
            "customer_id": customer_id(int(who[place])),
            "about": list(rule.about),
            "from": day_of(days[place] - rule.before).isoformat(),
            "until": day_of(days[place] + rule.after).isoformat(),
            "amount": f"{int(parts[place]) // YUAN}.00",
            "unprompted": bool(speaks[place]),
        }
        for place in np.flatnonzero(takes)
    ]


def _lying_on_demand(book: Book) -> Whole:
    """Return by customer what lies on the main account, in cents; nothing for who has none yet."""
    found: Whole = np.where(book.demand >= 0, book.balance[book.demand], 0)
    return found


def _falling_due(plan: Plan, draw: np.random.Generator, known: Flags, book: Book) -> list[Facts]:
    size = book.size
    matures, owner = book.matures[:size], book.customer[:size]
    ripe = (matures >= ordinal(plan.feeds[0]) - 3) & (matures <= ordinal(plan.feeds[-1]) + 7) & known[owner]
    category = np.array([one.category for one in catalogue.PRODUCTS])[book.product[:size]]
    found = []
    for rule, names in ((_DEPOSIT, ["time_deposit"]), (_PRODUCT, ["wealth_product", "bond", "trust"])):
        held = np.flatnonzero(ripe & np.isin(category, names) & (book.cost[:size] >= _SOME))
        found += _agreed(draw, rule, owner[held], matures[held].astype(np.int64), book.cost[held])
    return found


def _moved(draw: np.random.Generator, known: Flags, day: int, who: Whole, change: Whole) -> list[Facts]:
    found = []
    for rule, way in ((_CAME, change > 0), (_WENT, change < 0)):
        here = way & known[who]
        days = np.full(int(here.sum()), day, dtype=np.int64)
        found += _agreed(draw, rule, who[here], days, np.abs(change[here]))
    return found


def _some_day(plan: Plan, draw: np.random.Generator, count: int) -> Whole:
    days = np.array([ordinal(day) for day in plan.feeds], dtype=np.int64)
    return days[draw.integers(0, len(days), count)]


def _idle(plan: Plan, draw: np.random.Generator, known: Flags, book: Book) -> list[Facts]:
    lying = _lying_on_demand(book)
    who = np.flatnonzero(known & (lying >= _LARGE))
    return _agreed(draw, _IDLE, who, _some_day(plan, draw, len(who)), lying[who])


def _lying(plan: Plan, draw: np.random.Generator, known: Flags, book: Book) -> list[Facts]:
    size = book.size
    category = np.array([one.category for one in catalogue.PRODUCTS])[book.product[:size]]
    owner, balance = book.customer[:size], book.balance[:size]
    large = (book.closed[:size] == NEVER) & (balance >= _LARGE) & (category == "time_deposit")
    held = np.flatnonzero(large & known[owner])
    return _agreed(draw, _RATE, owner[held], _some_day(plan, draw, len(held)), balance[held])


def _hidden(plan: Plan, draw: np.random.Generator, known: Flags, people: Population) -> list[Facts]:
    who = np.flatnonzero(known & (people.assets >= _SOME))
    return _agreed(draw, _HIDDEN, who, _some_day(plan, draw, len(who)), people.assets[who])
