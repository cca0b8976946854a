"""Money put to work and taken back: new time deposits, purchases, monthly plans, redemptions."""

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, Flags, Whole
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.people.profiles import ALL
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.book import worth
from tilth.connectors.demo_bank.streams import pick
from tilth.policy.vocabulary import CATEGORIES

_FUND = CATEGORIES.index("fund")
_WEALTH = CATEGORIES.index("wealth_product")
_IDLE = 0.3
"""Money is idle when the main account holds more than this share of what the customer once brought."""
_SAVES = np.array([one.mix.get("time_deposit", (0, 0))[0] for one in ALL])
_BUYS_FUNDS = np.array([one.mix.get("fund", (0, 0))[0] * one.invests for one in ALL])
_BUYS_WEALTH = np.array([one.mix.get("wealth_product", (0, 0))[0] * one.invests for one in ALL])


def run(night: Night) -> None:
    """Play one day's investments and redemptions."""
    _save(night)
    _buy(night, "fund", _BUYS_FUNDS, 0.015)
    _buy(night, "wealth_product", _BUYS_WEALTH, 0.012)
    _plans(night)
    _redeem(night)


def _willing(night: Night, draw: np.random.Generator, taste: np.ndarray, rate: float) -> Whole:
    """Return customers with idle money whose profile likes this."""
    who = night.some(draw, night.present & _likes(night, taste), rate)
    idle: Flags = night.funds(who) > np.maximum(600_000, night.people.assets[who] * _IDLE)
    return who[idle]


def _likes(night: Night, taste: np.ndarray) -> Flags:
    """A customer's taste does not change from day to day."""
    character = np.arange(len(night.present)) * 7_919 % 1_000
    found: Flags = character < taste[night.people.profile] * 1_000
    return found


def _save(night: Night) -> None:
    draw = night.draw("saving")
    who = _willing(night, draw, _SAVES, 0.06)
    if not len(who):
        return
    sums = (night.funds(who) * (0.5 + 0.4 * draw.random(len(who)))).astype(np.int64) // 100_000 * 100_000
    places, weights = catalogue.of("time_deposit")
    product = places[:-1][pick(draw, weights[:-1], len(who))]
    new = night.book.add(
        customer=who.astype(np.int32),
        product=product,
        opened=night.today,
        matures=(night.today + catalogue.TERM[product]).astype(np.int32),
        cost=sums,
        rate=catalogue.RATE[product],
        renews=(draw.random(len(who)) < 0.5).astype(np.int8),
    )
    channel = night.channels(draw, who, other="mobile")
    out = Booking(kind="withdrawal", channel=channel, memo="开立定期")
    night.move(night.book.demand[who], -sums, out)
    night.move(new, sums, Booking(kind="deposit", channel=channel, memo="开立定期"))


def _buy(night: Night, category: str, taste: np.ndarray, rate: float) -> None:
    draw = night.draw(category)
    who = _willing(night, draw, taste, rate)
    who = who[night.people.risk[who] >= 1]
    if not len(who):
        return
    places, weights = catalogue.of(category)
    product = places[pick(draw, weights, len(who))]
    product = np.where(_suitable(night, product, who), product, places[0])
    sums = (night.funds(who) * (0.2 + 0.4 * draw.random(len(who)))).astype(np.int64) // 10_000 * 10_000
    navs = night.market.navs(night.day)[product]
    term = catalogue.TERM[product]
    new = night.book.add(
        customer=who.astype(np.int32),
        product=product,
        opened=night.today,
        matures=np.where(term > 0, night.today + term, NEVER).astype(np.int32),
        cost=sums,
        units=sums * 10_000 // navs,
        take_profit=np.where(draw.random(len(who)) < 0.3, 1500, 0).astype(np.int16),
        stop_loss=np.where(draw.random(len(who)) < 0.3, -1000, 0).astype(np.int16),
    )
    _exchange(night, draw, new, sums, "purchase", "申购")


def _suitable(night: Night, product: Whole, who: Whole) -> Flags:
    """C1 … C5 may buy R1 … R5, on sale today and above the least amount."""
    rows = [catalogue.PRODUCTS[place] for place in range(len(catalogue.PRODUCTS))]
    risks = np.array([row.risk for row in rows])
    least = np.array([row.least for row in rows], dtype=np.int64) * 100
    fits: Flags = (risks[product] <= night.people.risk[who] + 1) & (least[product] * 5 < night.funds(who))
    return fits


def _plans(night: Night) -> None:
    """Some fund holdings grow by a monthly plan on the customer's day."""
    book = night.book
    funds = np.flatnonzero((catalogue.CATEGORY[book.product] == _FUND) & (book.closed == NEVER))
    owner = book.customer[funds]
    planned = (funds % 6 == 0) & night.present[owner] & np.isin(owner % 28 + 1, night.days_of_month)
    _, first = np.unique(owner[planned], return_index=True)
    places = funds[planned][first]
    sums = 30_000 + places % 8 * 20_000
    able = night.funds(book.customer[places]) > sums
    _grow(night, places[able], sums[able])


def _grow(night: Night, places: Whole, sums: Whole) -> None:
    book = night.book
    navs = night.market.navs(night.day)[book.product[places]]
    book.units[places] += sums * 10_000 // navs
    book.cost[places] += sums
    booking = Booking(kind="purchase", channel="auto", memo="定投", hours=(9, 11))
    night.move(book.demand[book.customer[places]], -sums, booking)
    night.move(places, sums, booking)


def _redeem(night: Night) -> None:
    book, draw = night.book, night.draw("redemption")
    kinds = np.isin(catalogue.CATEGORY[book.product], (_FUND, _WEALTH))
    held = np.flatnonzero(kinds & (book.closed == NEVER) & (book.matures == NEVER))
    held = held[draw.random(len(held)) < 0.0025]
    held = held[night.present[book.customer[held]] & (book.opened[held] < night.today - 30)]
    _, first = np.unique(book.customer[held], return_index=True)
    held = held[first]
    part = np.where(draw.random(len(held)) < 0.6, 100, 40)
    sold = book.units[held] * part // 100
    value = worth(sold, night.market.navs(night.day)[book.product[held]])
    book.cost[held] -= book.cost[held] * part // 100
    book.units[held] -= sold
    _exchange(night, draw, held, -value, "redemption", "赎回")
    gone = held[part == 100]
    book.close(gone, night.today)


def _exchange(  # noqa: PLR0913, PLR0917 - both sides of one booking
    night: Night, draw: np.random.Generator, places: Whole, sums: Whole, kind: str, memo: str, /
) -> None:
    """Move money between investments and their owners' main accounts."""
    who = night.book.customer[places].astype(np.int64)
    channel = night.channels(draw, who, other="online")
    night.move(night.book.demand[who], -sums, Booking(kind=kind, channel=channel, memo=memo))
    night.move(places, sums, Booking(kind=kind, channel=channel, memo=memo))
