"""What a finding says of its rows: the first keys, for the operator, and how many are of each branch."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.rules.context import Context

NAMED = 5
"""How many rows a finding names to the operator."""


def named(keys: Any) -> str:
    """Return the first keys in a row, each once, and how many more there are."""
    keys = pc.unique(keys)
    more = f" and {len(keys) - NAMED:,} more" if len(keys) > NAMED else ""
    return ", ".join(map(str, keys.slice(0, NAMED).to_pylist())) + more


def remember(customers: pa.Table, context: Context) -> None:
    """Keep which branch each accepted customer has."""
    context.branch_of = (customers["customer_id"], customers["branch_id"])


def of_customers(customers: Any, context: Context) -> Mapping[str, int]:
    """Return how many of these rows' customers each branch has; who is not there tonight has none."""
    if context.branch_of is None:
        return {}
    known, branches = context.branch_of
    return of_branches(pc.take(branches, pc.index_in(customers, value_set=known)))


def of_branches(branches: Any) -> Mapping[str, int]:
    """Return how often each branch stands there, in order of its number."""
    counted = pc.value_counts(pc.drop_null(branches)).to_pylist()
    return {one["values"]: one["counts"] for one in sorted(counted, key=lambda one: str(one["values"]))}
