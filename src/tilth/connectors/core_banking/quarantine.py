"""The quarantine: what was set aside, where it stood and why; personal values are masked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tilth.lake.parquet import write_table
from tilth.ports.quarantine import AUTHENTICATION, LEFT_OUT, REASONS, VALUE_DROPPED, left_out
from tilth.ports.schema import Table

__all__ = [
    "AUTHENTICATION",
    "LEFT_OUT",
    "REASONS",
    "SCHEMA",
    "SHOWN",
    "VALUE_DROPPED",
    "faults",
    "in_order",
    "left_out",
    "sentence",
    "shown",
    "together",
    "write",
]

SCHEMA = pa.schema(
    [
        ("table", pa.string()),
        ("row", pa.int64()),
        ("line", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("code", pa.string()),
        ("reason_en", pa.string()),
        ("reason_zh", pa.string()),
    ]
)
SHOWN = 64
"""Characters of a value that is not personal which the quarantine shows."""


def shown(values: Any, *, personal: bool) -> Any:
    """Return text values as people may see them: personal ones keep their first character only."""
    if personal:
        return pc.binary_join_element_wise(pc.utf8_slice_codeunits(values, 0, 1), "***", "")
    return pc.utf8_slice_codeunits(values, 0, SHOWN)


def faults(
    table: Table, rows: NDArray[np.int64], *, lines: NDArray[np.int64] | None, column: str, code: str
) -> pa.Table:
    """Return one quarantine line per row number (1-based), without values."""
    count = len(rows)
    english, chinese = REASONS[code]
    return pa.table(
        {
            "table": pa.repeat(pa.scalar(table.name), count),
            "row": pa.array(rows, pa.int64()),
            "line": pa.nulls(count, pa.int64()) if lines is None else pa.array(lines, pa.int64()),
            "column": pa.repeat(pa.scalar(column), count),
            "value": pa.nulls(count, pa.string()),
            "code": pa.repeat(pa.scalar(code), count),
            "reason_en": pa.repeat(pa.scalar(english), count),
            "reason_zh": pa.repeat(pa.scalar(chinese), count),
        },
        schema=SCHEMA,
    )


def in_order(pieces: Sequence[pa.Table]) -> pa.Table:
    """Return the lines of one table, ordered by row, column and code."""
    order = [("row", "ascending"), ("column", "ascending"), ("code", "ascending")]
    return together(pieces).sort_by(order)


def together(pieces: Sequence[pa.Table]) -> pa.Table:
    """Return the lines of several pieces as one table, in the order given."""
    return pa.concat_tables(pieces) if pieces else SCHEMA.empty_table()


def write(path: Path, pieces: Sequence[pa.Table]) -> None:
    """Write the quarantine file of a night; it is there even when nothing was set aside."""
    write_table(path, together(pieces))


def sentence(line: dict[str, Any]) -> str:
    """Return one quarantine line as a sentence for a person: where, which column, why."""
    where = f"row {line['row']}" if line["line"] is None else f"line {line['line']}"
    column = f", column {line['column']}" if line["column"] else ""
    return f"{line['table']}: {where}{column}: {line['reason_en']}."
