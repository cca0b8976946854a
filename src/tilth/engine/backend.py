"""The one seam to a query engine: read Parquet, keep an intermediate table, write a sorted mart."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow.parquet as pq

from tilth.lake.parquet import ROW_GROUP
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

SQL_TYPES = TYPES | {
    Kind.TEXT: "VARCHAR",
    Kind.KEY: "VARCHAR",
    Kind.TIMESTAMP: "TIMESTAMP",
    Kind.RATIO: "DOUBLE",
    Kind.INTEGER: "BIGINT",
    Kind.TEXTS: "VARCHAR[]",
    Kind.JSON: "VARCHAR",
}
"""The same in DuckDB's words."""


class Session:
    """An open engine; tables that are kept live until it closes."""

    def __init__(self, backend: Any, prefix: str = "") -> None:
        self._backend = backend
        self._prefix = prefix

    def apart(self, prefix: str) -> "Session":
        """Return the same engine for the same steps once more; what they keep replaces nothing."""
        return Session(self._backend, f"{self._prefix}{prefix}_")

    def read(self, *paths: Path) -> ir.Table:
        """Return the rows of one or several files of the same table, lazily.

        What a file of an earlier version does not have is empty there.
        """
        files = [str(path) for path in paths]
        return self._backend.read_parquet(files, hive_partitioning=False, union_by_name=len(files) > 1)

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute `rows` once and return them as a table, so that later steps do not compute them again."""
        name = self._prefix + name
        self._backend.raw_sql(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {self._backend.compile(rows)}')
        return self._backend.table(name)

    def step(self, name: str, rows: ir.Table) -> ir.Table:
        """Return `rows` under a name, not yet computed: what is written on top refers to the name.

        Without it Ibis writes an expression out wherever it is used: a statement doubles with every layer.
        """
        name = self._prefix + name
        self._backend.raw_sql(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {self._backend.compile(rows)}')
        return self._backend.table(name)

    def small(self, name: str, **columns: tuple[str, Sequence[Any]]) -> ir.Table:
        """Return a small table computed in Python, such as a calendar: SQL type and values by column name."""
        name = self._prefix + name
        parts = ", ".join(f'unnest(?::{kind}[]) AS "{column}"' for column, (kind, _) in columns.items())
        values = [list(found) for _, found in columns.values()]
        self._backend.con.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT {parts}', values)
        return self._backend.table(name)

    def fetch(self, rows: ir.Table) -> list[dict[str, Any]]:
        """Return a small result as dictionaries."""
        found = self._backend.con.execute(self._backend.compile(rows))
        return [dict(zip(rows.columns, values, strict=True)) for values in found.fetchall()]

    def write(self, rows: ir.Table, table: Table, path: Path) -> int:
        """Write `rows` as the mart `table`, typed and sorted as it says; return the number of rows."""
        # Every cast is written out: Ibis leaves out those to a type that it already believes in.
        columns = ", ".join(f'CAST("{c.name}" AS {SQL_TYPES[c.kind]}) AS "{c.name}"' for c in table.columns)
        order = ", ".join(f'"{name}"' for name in table.order)
        inner = self._backend.compile(rows.select(*table.names))
        query = f"SELECT {columns} FROM ({inner}) ORDER BY {order}"  # noqa: S608 - our own names only
        target = str(path).replace("'", "''")
        # DuckDB keeps the order of a sorted COPY, so equal rows give equal bytes whatever the threads do.
        self._backend.raw_sql(
            f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
        return int(pq.read_metadata(path).num_rows)


@contextmanager
def duckdb(*, spill: Path, memory: str, threads: int) -> Iterator[Session]:
    """Open DuckDB through Ibis; what does not fit into `memory` goes to files below `spill`."""
    backend = ibis.duckdb.connect(threads=threads, memory_limit=memory, temp_directory=str(spill))
    for setting in ("enable_progress_bar = false", "preserve_insertion_order = true"):
        backend.raw_sql(f"SET {setting}")
    try:
        yield Session(backend)
    finally:
        backend.disconnect()
