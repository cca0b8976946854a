"""Exact amounts in expressions, answered alike by every engine: cents, rounded means, base currency."""

from collections.abc import Mapping
from decimal import Decimal

import ibis
import ibis.expr.types as ir

MONEY = "decimal(18,2)"


def number(value: Decimal | int, kind: str = MONEY) -> ir.Scalar:
    """Return an exact decimal constant."""
    return ibis.literal(value, type=kind)


def cents(amount: ir.Value) -> ir.Value:
    """Return an amount with two places as whole cents."""
    return (amount * 100).cast("int64")


def money(whole_cents: ir.Value) -> ir.Value:
    """Return whole cents as an amount with two places, without a division."""
    return (whole_cents.cast("decimal(18,0)") * number(Decimal("0.01"))).cast(MONEY)


def mean(total: ir.Value, count: int) -> ir.Value:
    """Return total ÷ count in cents, rounded half away from zero."""
    doubled, divisor = total.abs() * 2 + count, 2 * count
    # Engines divide whole numbers as doubles: without the rest the quotient is one that a double holds.
    size = ((doubled - doubled % divisor) / divisor).round().cast("int64")
    return (total < 0).ifelse(-size, size)


def ratio(part: ir.Value, whole: ir.Value) -> ir.Value:
    """Return one IEEE division of two whole numbers; empty where `whole` is 0."""
    return part.cast("float64") / whole.nullif(0).cast("float64")


def times(amount: ir.Value, rate: ir.Value) -> ir.Value:
    """Return amount × rate exactly: widths are chosen so that no engine has to round the product."""
    return amount.cast("decimal(17,2)") * rate.cast("decimal(20,8)")


def in_base(
    amount: ir.Value, currency: ir.Value, rates: Mapping[str, Decimal], base_currency: str
) -> ir.Value:
    """Return an amount in base currency, rounded to cents half away from zero."""
    foreign = [
        (currency == code, times(amount, number(rate, "decimal(20,8)")).round(2).cast(MONEY))
        for code, rate in sorted(rates.items())
        if code != base_currency
    ]
    return ibis.cases((currency == base_currency, amount.cast(MONEY)), *foreign)
