"""The lake's order of rows: by the columns the table names, text in byte order: equal rows, equal files."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.sheet import as_mask
from tilth.ports.schema import Table


def sorted_rows(rows: pa.Table, table: Table) -> pa.Table:
    """Return the rows in the lake's order; rows that come sorted, as they mostly do, are not sorted again."""
    if _is_sorted(rows, table.order):
        return rows
    return rows.sort_by([(name, "ascending") for name in table.order])


def _is_sorted(rows: pa.Table, names: tuple[str, ...]) -> bool:
    """Compare every row with the next, column by column."""
    if rows.num_rows < 2:
        return True
    undecided: Any = None
    for name in names:
        values = rows[name]
        here, following = values.slice(0, len(values) - 1), values.slice(1)
        greater = as_mask(pc.greater(here, following))
        if (greater if undecided is None else greater & undecided).any():
            return False
        equal = as_mask(pc.equal(here, following))
        undecided = equal if undecided is None else equal & undecided
    return True
