"""Joining by key without repeated key columns."""

import ibis.expr.types as ir


def attach(left: ir.Table, *rights: ir.Table, key: str = "customer_id") -> ir.Table:
    """Return every row of `left` with the columns of each of `rights`, empty where the key is not there."""
    joined = left
    for number, right in enumerate(rights):
        other = right.rename({f"_key_{number}": key})
        joined = joined.left_join(other, left[key] == other[f"_key_{number}"])
    return joined.select([name for name in joined.columns if not name.startswith("_key_")])
