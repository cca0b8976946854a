"""Whom a finding concerns: how many of its rows are of each branch, for the people there."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.rules.context import Context


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
