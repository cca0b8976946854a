"""What customers hold on the first evening: their assets divided by the habits of their profile."""

from collections.abc import Iterator

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, Flags, Whole, ordinal
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.profiles import ALL
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.positions import catalogue, history
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.positions.markets import Market
from tilth.connectors.demo_bank.streams import pick, stream
from tilth.policy.vocabulary import ASSET_CATEGORIES

_INVESTED = ("wealth_product", "fund", "insurance", "precious_metal", "securities", "trust", "bond")
_LEAST = {"time_deposit": 200_000, "fx_deposit": 200_000, "wealth_product": 100_000, "fund": 10_000}
_LEAST |= {"insurance": 600_000, "bond": 500_000, "precious_metal": 50_000, "securities": 300_000}
_LEAST |= {"trust": 120_000_000}
"""The smallest part, in cents, that is held in a category; less stays in the main account."""
_FEW = 200_000
"""Who has less than this, in cents, holds a main account and nothing else."""
BANDS = np.array(
    [[0, 0], [1000, -500], [1500, -1000], [2000, -1000], [3000, -1500], [0, -1000]], dtype=np.int16
)


def fill(plan: Plan, people: Population, market: Market, book: Book) -> None:
    """Open everyone's holdings as of the first evening; planted customers get theirs elsewhere."""
    here = np.arange(len(people)) < plan.customers
    who = np.flatnonzero(here & ~people.scripted & (people.closed == NEVER))
    amounts = dict(_divided(plan, people, who))
    _main_accounts(people, book, who, amounts.pop("demand_deposit"))
    for category, sums in amounts.items():
        held = sums > 0
        if held.any():
            _open(plan, people, market, book, (category, who[held], sums[held]))
    history.fill(plan, people, book, here & ~people.scripted)


def _divided(plan: Plan, people: Population, who: Whole) -> Iterator[tuple[str, Whole]]:
    draw = stream(plan.seed, "division")
    profile, assets = people.profile[who], people.assets[who]
    tier = np.searchsorted(np.array([10_000_000, 100_000_000]), assets, side="right")
    factor = np.array([0.6, 1.0, 1.25])[tier]
    invests = draw.random(len(who)) < np.array([one.invests for one in ALL])[profile] * factor
    weights = {}
    for category in ASSET_CATEGORIES:
        chance, usual = (np.array([one.mix.get(category, (0, 0))[part] for one in ALL]) for part in (0, 1))
        held = draw.random(len(who)) < chance[profile]
        if category in _INVESTED:
            held &= invests
        held &= (assets >= _FEW) | (category == "demand_deposit")
        weights[category] = held * usual[profile] * draw.gamma(12.0, 1 / 12, len(who))
    total = sum(weights.values())
    rest = assets.copy()
    for category in ASSET_CATEGORIES[1:]:
        part = (assets * weights[category] / total).astype(np.int64)
        unit = 100_000 if category in ("time_deposit", "bond", "trust") else 100
        part = np.where(part >= _LEAST[category], part // unit * unit, 0)
        rest -= part
        yield category, part
    yield "demand_deposit", rest


def _main_accounts(people: Population, book: Book, who: Whole, sums: Whole) -> None:
    product = np.where(people.company[who], catalogue.COMPANY_DEMAND, catalogue.DEMAND)
    book.demand[who] = book.add(
        customer=who.astype(np.int32),
        product=product,
        opened=people.opened[who],
        balance=sums,
        rate=catalogue.RATE[product],
    )


def _open(plan: Plan, people: Population, market: Market, book: Book, part: tuple[str, Whole, Whole]) -> None:
    """Open one category for those who hold it, large sums in two or three parts."""
    category, who, sums = part
    draw = stream(plan.seed, "open", category)
    single = category in ("fx_deposit", "securities", "precious_metal", "trust")
    parts = 1 + (~np.full(len(who), single) & (draw.random(len(who)) < np.clip(sums / 2e7, 0.1, 0.7)))
    parts += (parts == 2) & (draw.random(len(who)) < 0.4)
    who, slices = np.repeat(who, parts), np.repeat(sums // parts, parts)
    places, weights = catalogue.of(category)
    product = places[pick(draw, weights, len(who))]
    product = _affordable(product, slices, places[0])
    start = ordinal(plan.start)
    opened = _opening(draw, people.opened[who], product, start)
    term = catalogue.TERM[product]
    facts = _worth(draw, market, plan, product, slices)
    book.add(
        customer=who.astype(np.int32),
        product=product,
        opened=opened,
        matures=np.where(term > 0, opened + term, NEVER).astype(np.int32),
        renews=(draw.random(len(who)) < 0.45).astype(np.int8)
        if category == "time_deposit"
        else np.full(len(who), -1, dtype=np.int8),
        **facts,
    )


def _affordable(product: Whole, slices: Whole, cheapest: int) -> Whole:
    least = np.array([one.least for one in catalogue.PRODUCTS], dtype=np.int64) * 100
    return np.where(least[product] <= slices, product, cheapest)


def _opening(draw: np.random.Generator, joined: np.ndarray, product: Whole, start: int) -> np.ndarray:
    """Within the term, so that it has not matured yet; without a term, within three years."""
    term = np.where(catalogue.TERM[product] > 0, catalogue.TERM[product], int(3 * YEAR))
    ago = (draw.random(len(product)) * term).astype(np.int32)
    found: np.ndarray = np.maximum(start - ago, joined).astype(np.int32)
    return found


def _worth(
    draw: np.random.Generator, market: Market, plan: Plan, product: Whole, slices: Whole
) -> dict[str, np.ndarray]:
    """Value, cost, units, rate and bands; what has no price is worth what was paid."""
    priced: Flags = catalogue.PRICED[product]
    foreign = catalogue.CURRENCY[product]
    value = slices * 1_000_000 // market.rates(plan.start)[foreign]
    navs = np.maximum(market.navs(plan.start)[product], 1)
    risk = np.array([one.risk for one in catalogue.PRODUCTS])[product]
    swing = np.array([0.0, 0.004, 0.012, 0.05, 0.11, 0.16])[risk]
    gain = np.maximum(draw.normal(0.02, swing), -0.45)
    banded = priced & (risk >= 3)
    bands = BANDS[np.where(banded, draw.integers(0, len(BANDS), len(product)), 0)]
    rate = np.where(
        catalogue.RATE[product] > 0, catalogue.RATE[product] + draw.integers(0, 5, len(product)) * 500, -1
    )
    return {
        "balance": value,
        "cost": np.where(priced, (value / (1 + gain)).astype(np.int64), value),
        "units": np.where(priced, value * 10_000 // navs, -1),
        "rate": np.where(priced, -1, rate).astype(np.int32),
        "take_profit": bands[:, 0],
        "stop_loss": bands[:, 1],
    }
