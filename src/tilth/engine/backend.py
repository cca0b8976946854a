"""The one seam to a query engine: read Parquet, keep an intermediate table, write a sorted mart.

Rules speak to a `Session` in Ibis expressions and in the kinds of the contract; what an engine calls its
types is known in `tilth.engine.sessions` alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import ibis.expr.types as ir

from tilth.ports.schema import Kind, Table

TYPES: dict[Kind, str] = {
    Kind.TEXT: "string",
    Kind.KEY: "string",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "timestamp(6)",
    Kind.MONEY: "decimal(18,2)",
    Kind.QUANTITY: "decimal(24,8)",
    Kind.RATE: "decimal(12,8)",
    Kind.RATIO: "float64",
    Kind.INTEGER: "int64",
    Kind.BOOLEAN: "boolean",
    Kind.TEXTS: "array<string>",
    Kind.JSON: "string",
}
"""The type in which each kind of column leaves the engine; the lake's Arrow types are the same."""

Values = tuple[Kind, Sequence[Any]]
"""A column that was computed in Python: its kind and its values."""


class Session(Protocol):
    """An open engine; tables that are kept live until it closes."""

    def apart(self, prefix: str) -> "Session":
        """Return the same engine for the same steps once more; what they keep replaces nothing."""
        ...

    def read(self, *paths: Path) -> ir.Table:
        """Return the rows of one or several files of the same table, lazily.

        What a file of an earlier version does not have is empty there.
        """
        ...

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute `rows` once and return them as a table, so that later steps do not compute them again."""
        ...

    def step(self, name: str, rows: ir.Table) -> ir.Table:
        """Return `rows` under a name, not yet computed: what is written on top refers to the name.

        Without it Ibis writes an expression out wherever it is used: a statement doubles with every layer.
        """
        ...

    def small(self, name: str, **columns: Values) -> ir.Table:
        """Return a small table computed in Python, such as a calendar: kind and values by column name."""
        ...

    def fetch(self, rows: ir.Table) -> list[dict[str, Any]]:
        """Return a small result as dictionaries."""
        ...

    def write(self, rows: ir.Table, table: Table, path: Path) -> int:
        """Write `rows` as the mart `table`, typed and sorted as it says; return the number of rows."""
        ...


def no_rows(table: Table) -> dict[str, Values]:
    """Return the columns of `table` for `Session.small`, without a row."""
    return {column.name: (column.kind, []) for column in table.columns}
