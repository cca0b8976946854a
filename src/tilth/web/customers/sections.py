"""The parts of a customer's page that say what there is and what falls due: categories, dates, grades."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.data.models import PublishedCustomer
from tilth.domain import bank
from tilth.domain.customers.queries import Category, Holding
from tilth.domain.points.queries import Point
from tilth.policy.suitability import Suitability
from tilth.policy.vocabulary import ASSET_CATEGORIES, CATEGORIES, LIABILITY_CATEGORIES
from tilth.web import charts
from tilth.web.charts import Chart

LEAST = 2
"""Nights that make a line."""
_BUSINESS = ("settlement", "payroll", "annuity", "cash_management", "bill")
_OF_PEOPLE = (*ASSET_CATEGORIES, *LIABILITY_CATEGORIES)
_OF_COMPANIES = (
    "demand_deposit",
    "time_deposit",
    "fx_deposit",
    "wealth_product",
    "bond",
    "loan",
    *_BUSINESS,
)
"""Categories that a customer of each kind can be expected to hold; whatever is held is shown besides."""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One category: held with how much, or not, and then whether a product of it could suit."""

    code: str
    held: Category | None
    suits: bool | None
    """Of a category not held: None = no valid assessment says so."""
    next_due: dt.date | None
    """When the first of the holdings matures."""

    @property
    def state(self) -> str:
        """held, open, beyond or unknown."""
        if self.held is not None:
            return "held"
        return {True: "open", False: "beyond", None: "unknown"}[self.suits]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Which categories are held and which are not (PROD coverage)."""

    tiles: tuple[Tile, ...]

    @property
    def held(self) -> int:
        """How many categories are held."""
        return sum(tile.held is not None for tile in self.tiles)

    @property
    def unknown(self) -> bool:
        """Whether only an assessment could tell what suits."""
        return any(tile.state == "unknown" for tile in self.tiles)


@dataclass(frozen=True, kw_only=True)
class Slice:
    """One asset category's part of the assets, in per cent for the bar."""

    code: str
    amount: Decimal
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One holding that matures, with the days until then."""

    holding: Holding
    category: str
    due_on: dt.date
    days: int


def coverage(row: PublishedCustomer, categories: tuple[Category, ...], found: Suitability) -> Coverage:
    """Return the categories of the customer's kind, those held first in the order of the contract."""
    held = {category.code: category for category in categories}
    expected = _OF_COMPANIES if row.kind == "company" else _OF_PEOPLE
    codes = [code for code in CATEGORIES if code in held] + [
        code for code in CATEGORIES if code in expected and code not in held
    ]
    return Coverage(
        tiles=tuple(
            Tile(
                code=code,
                held=held.get(code),
                suits=found.allows(code),
                next_due=_next_due(held.get(code), row.business_date),
            )
            for code in codes
        )
    )


def slices(categories: tuple[Category, ...]) -> tuple[Slice, ...]:
    """Return the asset categories as parts of the assets."""
    assets = [part for part in categories if part.code in ASSET_CATEGORIES and part.total > 0]
    amounts = [(part.code, part.total) for part in assets]
    return stacked(amounts, sum((amount for _, amount in amounts), Decimal(0)))


def stacked(amounts: Iterable[tuple[str, Decimal]], total: Decimal) -> tuple[Slice, ...]:
    """Return category and amount each as its part of a total above nought, one behind the other."""
    found, start = [], 0.0
    for code, amount in amounts:
        width = float(amount / total) * 100
        found.append(Slice(code=code, amount=amount, start=round(start, 2), width=round(width, 2)))
        start += width
    return tuple(found)


def _next_due(category: Category | None, day: dt.date) -> dt.date | None:
    dates = [one.matures_on for one in category.holdings if one.matures_on] if category else []
    return min((due for due in dates if due > day), default=None)


NEAR, FEW = 90, 12
"""All that matures within so many days is named; of what comes later, until there are so many."""


def shown(rungs: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """Return the maturities that the page names, the nearest first: what it sums, and some more."""
    return tuple(one for place, one in enumerate(rungs) if one.days <= NEAR or place < FEW)


def maturities(categories: tuple[Category, ...], today: dt.date) -> tuple[Rung, ...]:
    """Return the holdings that mature from today on, the nearest first."""
    rungs = [
        Rung(
            holding=holding,
            category=category.code,
            due_on=holding.matures_on,
            days=(holding.matures_on - today).days,
        )
        for category in categories
        for holding in category.holdings
        if holding.matures_on is not None and holding.matures_on >= today
    ]
    return tuple(sorted(rungs, key=lambda one: (one.due_on, one.holding.holding_id)))


def total(rungs: tuple[Rung, ...], within: int) -> Decimal:
    """Return how much matures within so many days, in base currency."""
    return sum((one.holding.balance_base for one in rungs if one.days <= within), Decimal(0))


def trend(points: tuple[Point, ...], *, today: dt.date) -> Chart | None:
    """Return assets over the nights as a chart with its table; None with fewer than two nights."""
    if len(points) < LEAST:
        return None
    return charts.trend(
        [(point.business_date, point.aum) for point in points],
        today=today,
        id="assets",
        title=_("Assets over the nights"),
        about=_("The customer's assets on each night, the newest at the end."),
        head=(_("Night"), _("Assets")),
        currency=bank.settings_of_bank().base_currency,
    )
