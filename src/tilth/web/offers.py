"""How a product that may be spoken of is told: its grade, and what is certain about it (TRAP-09, TRAP-14)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.policy.offers import Product
from tilth.web.format import amounts
from tilth.web.reasons.chips import money


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A product that may be spoken of."""

    name: str
    grade: str
    """R1 to R5; empty for a deposit without a grade."""
    note: str
    """What is certain about it: a deposit's rate, that anything else may lose, the smallest amount."""


def offer(product: Product) -> Offer:
    """Return a product as a card and a page tell it."""
    parts = []
    if product.pays and product.rate is not None:
        parts.append(f"{product.rate * 100:.2f}%")
    elif product.risk_level is not None:
        parts.append(_("may lose value"))
    if product.term_days:
        parts.append(_("{n} days").format(n=amounts.count(product.term_days)))
    if product.least is not None and product.least > Decimal(0):
        parts.append(_("from {amount}").format(amount=money(product.least)))
    return Offer(name=product.name, grade=product.risk_level or "", note=" · ".join(parts))
