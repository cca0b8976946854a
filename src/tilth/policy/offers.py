"""Which products may be spoken of in a call: on sale, suitable, within the money the call is about (TRAP-14).

Of each category of the topic one, in the topic's order. What is not a deposit is never chosen for what it may
earn: the lowest grade of risk comes first, then the lowest minimum (TRAP-09).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tilth.policy.suitability import LEAST
from tilth.policy.suitability.judging import Investor, Offer, judge
from tilth.policy.suitability.rules import MatchRules
from tilth.policy.vocabulary import DEPOSIT_CATEGORIES

MOST = 3
"""So many products stand on a card."""


@dataclass(frozen=True, kw_only=True)
class Product:
    """A product on sale."""

    product_id: str
    name: str
    category: str
    currency: str
    risk_level: str | None
    rate: Decimal | None
    """A rate a year; only a deposit's is what it pays."""
    term_days: int | None
    least: Decimal | None
    """The smallest amount for which it is sold; None where there is none."""
    until: dt.date | None
    """The last day on which it is sold."""

    @property
    def offer(self) -> Offer:
        """What is judged of it."""
        return Offer(
            product_id=self.product_id,
            category=self.category,
            issuer=self.risk_level,
            term_days=self.term_days,
            until=self.until,
        )

    @property
    def risks(self) -> bool:
        """Whether its category carries grades of risk: then its rate is what somebody expects."""
        return self.category in LEAST

    @property
    def pays(self) -> bool:
        """Whether its rate is what it pays, and not what somebody expects."""
        return self.category in DEPOSIT_CATEGORIES and self.rate is not None


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What may be spoken of, and whether an assessment would allow more."""

    products: tuple[Product, ...]
    held_back: bool
    """Products with a grade were left out because there is no valid assessment."""


def offered(  # noqa: PLR0913 - what the rule looks at, told in keywords
    on_sale: Iterable[Product],
    *,
    categories: tuple[str, ...],
    investor: Investor,
    rules: MatchRules,
    amount: Decimal | None,
    currency: str,
    day: dt.date,
) -> Offered:
    """Return at most MOST products for a customer on a day; `amount`: the money that the call is about."""
    sold = [one for one in on_sale if one.currency == currency and (one.until is None or day <= one.until)]
    sold = [one for one in sold if amount is None or one.least is None or one.least <= amount]
    found: list[Product] = []
    for category in categories:
        fitting = [one for one in sold if one.category == category and suits(one, investor, rules, day)]
        found.extend(sorted(fitting, key=_place)[:1])
    graded = any(one.category in categories and one.category in LEAST for one in sold)
    return Offered(products=tuple(found[:MOST]), held_back=graded and investor.suits.state != "valid")


def suits(product: Product, investor: Investor, rules: MatchRules, day: dt.date) -> bool:
    """Say whether a manager may bring up a product."""
    return judge(product.offer, investor, rules, day=day, channel="branch", action="recommend").suits


def benchmark(product: Product, on_sale: Iterable[Product]) -> Product | None:
    """Return the deposit beside which a product's yield is read: of its currency, the nearest term (PROD-06).

    None for what carries no grade, for a product without a term, and where no deposit is on sale; the
    shorter of two.
    """
    term = product.term_days
    if product.category not in LEAST or term is None:
        return None
    deposits = [
        one
        for one in on_sale
        if one.category == "time_deposit" and one.pays and one.currency == product.currency and one.term_days
    ]
    return min(deposits, key=lambda one: (abs((one.term_days or 0) - term), one.term_days or 0), default=None)


def _place(product: Product) -> tuple[str, Decimal, Decimal, str]:
    pays = product.rate if product.pays and product.rate is not None else Decimal(0)
    return product.risk_level or "", -pays, product.least or Decimal(0), product.product_id
