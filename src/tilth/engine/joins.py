"""Joining by key without repeated key columns."""

import ibis.expr.operations as ops
import ibis.expr.types as ir


def attach(left: ir.Table, *rights: ir.Table, key: str | tuple[str, ...] = "customer_id") -> ir.Table:
    """Return every row of `left` with the columns of each of `rights`, empty where the key is not there.

    The join is put together from Ibis's own parts: its `left_join` looks through all tables again for every
    one that is added, which was a fifth of the time in which a night is written.
    """
    keys = (key,) if isinstance(key, str) else key
    first = ops.JoinReference(left.op(), identifier=0)
    columns = {name: ops.Field(first, name) for name in left.columns}
    links = []
    for number, right in enumerate(rights, start=1):
        table = ops.JoinReference(right.op(), identifier=number)
        same = [ops.Equals(ops.Field(first, name), ops.Field(table, name)) for name in keys]
        links.append(ops.JoinLink("left", table=table, predicates=same))
        added = {name: ops.Field(table, name) for name in right.columns if name not in keys}
        if twice := columns.keys() & added.keys():
            raise ValueError(f"Columns of the same name: {', '.join(sorted(twice))}.")
        columns |= added
    return ir.Table(ops.JoinChain(first, rest=links, values=columns))
