"""Money: exact decimals with two places, rounded half away from zero."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 13
"""No amount reaches ten trillion: a larger one is a data error, and sums stay exact in 64-bit cents."""


def cents(amount: Decimal) -> Decimal:
    """Return `amount` rounded to two places, half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
