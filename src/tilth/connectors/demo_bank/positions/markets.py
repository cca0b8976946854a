"""Prices and exchange rates of every day that is played: walks by chance, with a few planned days.

Values are whole ten-thousandths for prices and millionths for rates, so that a holding's value is exact.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from tilth.connectors.demo_bank.columns import Whole, dates, decimals, listed, ordinal
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.streams import stream
from tilth.lake.arrow import arrow_schema
from tilth.ports.feed import BY_NAME

_SWING = {1: 0.00002, 2: 0.0006, 3: 0.004, 4: 0.011, 5: 0.014}
_FALL, _RISE = 0.88, 1.09
_START = {"积存金": 905.0, "积存银": 11.8, "证券资金存管": 1.0}
_RATES = {"CNY": 1.0, "USD": 7.08, "HKD": 0.91, "EUR": 8.21, "GBP": 9.30, "JPY": 0.0462}


@dataclass(frozen=True, kw_only=True)
class Market:
    """Net asset values and exchange rates; column 0 is the evening before the first day that is played."""

    days: tuple[dt.date, ...]
    nav: Whole
    """Products × days, in ten-thousandths; 0 where a product has no price."""
    fx: Whole
    """Currencies × days, in millionths of CNY."""
    planned: dict[str, dt.date]
    """The day on which a fund of that name is planned to fall or rise."""

    @cached_property
    def _places(self) -> dict[dt.date, int]:
        return {day: place for place, day in enumerate(self.days)}

    def navs(self, day: dt.date) -> Whole:
        """Return every product's net asset value on a day."""
        return self.nav[:, self._places[day]]

    def rates(self, day: dt.date) -> Whole:
        """Return every currency's rate on a day."""
        return self.fx[:, self._places[day]]


def build(plan: Plan) -> Market:
    """Return the market of a bank."""
    days = (plan.start, *plan.worked)
    planned = _planned(plan)
    nav = np.stack([_walk(plan, place, days, planned) for place in range(len(catalogue.PRODUCTS))])
    draw = stream(plan.seed, "fx")
    start = np.array([_RATES[code] for code in catalogue.CURRENCIES])
    moves = np.exp(np.cumsum(draw.normal(0, 0.003, (len(start), len(days))), axis=1))
    fx = np.round(start[:, None] * moves * 10_000) * 100
    fx[catalogue.CURRENCIES.index("JPY")] = np.round(_RATES["JPY"] * moves[-1] * 1_000_000)
    fx[catalogue.CURRENCIES.index("CNY")] = 1_000_000
    return Market(days=days, nav=nav, fx=fx.astype(np.int64), planned=planned)


def _planned(plan: Plan) -> dict[str, dt.date]:
    """The last nights but the first: a crossing needs a night before it."""
    nights = plan.feeds[1:][::-1]
    found = dict(zip(catalogue.THEMES, nights, strict=False))
    if nights:
        found[catalogue.RISING] = nights[0]
    return found


def _walk(plan: Plan, place: int, days: tuple[dt.date, ...], planned: dict[str, dt.date]) -> Whole:
    product = catalogue.PRODUCTS[place]
    if not catalogue.PRICED[place]:
        return np.zeros(len(days), dtype=np.int64)
    draw = stream(plan.seed, "nav", place)
    calm = product.name in (*catalogue.THEMES, catalogue.RISING)
    swing = 0.0006 if calm else _SWING[product.risk]
    moves = np.exp(draw.normal(product.rate / 250e6, swing, len(days)))
    if product.name == catalogue.FIRST_FUND:
        moves = np.full(len(days), 1.0006)
    if product.name in planned:
        moves[days.index(planned[product.name])] = _RISE if product.name == catalogue.RISING else _FALL
    first = _START.get(product.name, 1.0 + draw.random() * (1.8 if product.risk > 2 else 0.2))
    return np.round(first * np.cumprod(moves) * 10_000).astype(np.int64)


def prices_table(market: Market, days: tuple[dt.date, ...]) -> pa.Table:
    """Return the feed's prices of some days."""
    priced = np.flatnonzero(catalogue.PRICED)
    navs = np.stack([market.navs(day)[priced] for day in days])
    places = np.tile(priced, len(days))
    when = np.repeat(np.array([ordinal(day) for day in days], dtype=np.int32), len(priced))
    columns = [
        listed(places, catalogue.product_ids()),
        dates(when),
        decimals(navs.ravel() * 10_000, pa.decimal128(24, 8)),
    ]
    return pa.table(columns, names=arrow_schema(BY_NAME["prices"]).names)


def fx_table(market: Market, days: tuple[dt.date, ...]) -> pa.Table:
    """Return the feed's exchange rates of some days; the base currency needs none."""
    codes = np.arange(len(catalogue.CURRENCIES))
    codes = codes[codes != catalogue.CURRENCIES.index("CNY")]
    rates = np.stack([market.rates(day)[codes] for day in days])
    when = np.repeat(np.array([ordinal(day) for day in days], dtype=np.int32), len(codes))
    columns = [
        listed(np.tile(codes, len(days)), catalogue.CURRENCIES),
        dates(when),
        decimals(rates.ravel() * 100, pa.decimal128(24, 8)),
    ]
    return pa.table(columns, names=arrow_schema(BY_NAME["fx_rates"]).names)
