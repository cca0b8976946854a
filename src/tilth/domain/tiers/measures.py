"""What the inputs of the wealth grade may measure of a customer (TIER-04)."""

from decimal import Decimal

from tilth.data.models import PublishedCustomer

AMOUNTS = frozenset(
    {"tier_basis", "aum", "deposit_avg_30", "deposit_avg_90", "annual_income", "external_inflow_30"}
)
"""Measures that are amounts of money, in the base currency."""


def of(row: PublishedCustomer) -> dict[str, Decimal | None]:
    """Return what an input of the grade may measure, by name; None where nobody knows it."""
    known = {name: getattr(row, name) for name in ("product_count", "account_activity", *AMOUNTS)}
    found = {name: None if value is None else Decimal(str(value)) for name, value in known.items()}
    return {**found, "categories": Decimal(len(row.categories))}
