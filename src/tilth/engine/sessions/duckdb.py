"""The night on DuckDB: in this process, on this machine."""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow.parquet as pq
from ibis.backends.sql.datatypes import DuckDBType

from tilth.engine import remembered
from tilth.engine.backend import TYPES, Session, Values
from tilth.engine.statements import Columns, Statement, Statements
from tilth.lake.parquet import ROW_GROUP
from tilth.ports.schema import Kind, Table

SQL_TYPES = TYPES | {
    Kind.TEXT: "VARCHAR",
    Kind.KEY: "VARCHAR",
    Kind.TIMESTAMP: "TIMESTAMP",
    Kind.RATIO: "DOUBLE",
    Kind.INTEGER: "BIGINT",
    Kind.TEXTS: "VARCHAR[]",
    Kind.JSON: "VARCHAR",
}
"""The types in which columns leave the engine, in DuckDB's words."""

_STATEMENTS = Statements()


class DuckDB(Session):
    """An open DuckDB; tables that are kept are its temporary tables."""

    def __init__(self, backend: Any, prefix: str = "", named: "_Named | None" = None) -> None:
        self._backend = backend
        self._prefix = prefix
        self._named = _Named() if named is None else named

    def apart(self, prefix: str) -> "DuckDB":
        """Return the same engine for the same steps once more; what they keep replaces nothing."""
        return DuckDB(self._backend, f"{self._prefix}{prefix}_", self._named)

    def read(self, *paths: Path) -> ir.Table:
        """Return the rows of one or several files of the same table, lazily.

        What a file of an earlier version does not have is empty there.
        """
        table = paths[0].parent.parent.name
        self._named.files[table] += 1
        name = f"read {table} {self._named.files[table]}"
        files = ", ".join(_text(str(path)) for path in paths)
        options = f"hive_partitioning = false, union_by_name = {len(paths) > 1}"
        text = f"FROM read_parquet([{files}], {options})"
        self._named.steps[name] = _Step(text=text, tables=())
        return self._table(name, self._described(text))

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute `rows` once and return them as a table, so that later steps do not compute them again."""
        name = self._prefix + name
        statement = self._statement(rows)
        self._run(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {self._whole(statement)}')
        result = statement.result
        result.columns = result.columns or self._described(f'"{name}"')
        return self._table(name, result.columns)

    def step(self, name: str, rows: ir.Table) -> ir.Table:
        """Return `rows` under a name, not yet computed: what is written on top refers to the name.

        Without it Ibis writes an expression out wherever it is used: a statement doubles with every layer.
        Not a view either: DuckDB reads through all that lies below one when it is made, so layers cost their
        square.
        """
        name = self._prefix + name
        statement = self._statement(rows)
        result = statement.result
        result.columns = result.columns or self._described(self._whole(statement))
        self._named.steps[name] = _Step(text=statement.text, tables=result.tables)
        return self._table(name, result.columns)

    def small(self, name: str, **columns: Values) -> ir.Table:
        """Return a small table computed in Python, such as a calendar: kind and values by column name."""
        name = self._prefix + name
        parts = ", ".join(
            f'unnest(?::{SQL_TYPES[kind]}[]) AS "{column}"' for column, (kind, _) in columns.items()
        )
        values = [list(found) for _, found in columns.values()]
        self._backend.con.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT {parts}', values)
        return self._table(name, self._described(f'"{name}"'))

    def fetch(self, rows: ir.Table) -> list[dict[str, Any]]:
        """Return a small result as dictionaries."""
        found = self._run(self._sql(rows))
        return [dict(zip(rows.columns, values, strict=True)) for values in found.fetchall()]

    def write(self, rows: ir.Table, table: Table, path: Path) -> int:
        """Write `rows` as the mart `table`, typed and sorted as it says; return the number of rows."""
        # Every cast is written out: Ibis leaves out those to a type that it already believes in.
        columns = ", ".join(f'CAST("{c.name}" AS {SQL_TYPES[c.kind]}) AS "{c.name}"' for c in table.columns)
        order = ", ".join(f'"{name}"' for name in table.order)
        inner = self._sql(rows.select(*table.names))
        query = f"SELECT {columns} FROM ({inner}) ORDER BY {order}"  # noqa: S608 - our own names only
        # DuckDB keeps the order of a sorted COPY, so equal rows give equal bytes whatever the threads do.
        form = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
        self._run(f"COPY ({query}) TO {_text(str(path))} ({form})")
        return int(pq.read_metadata(path).num_rows)

    def _sql(self, rows: ir.Table) -> str:
        return self._whole(self._statement(rows))

    def _statement(self, rows: ir.Table) -> Statement:
        return _STATEMENTS.sql(rows, self._backend.compile)

    def _whole(self, statement: Statement) -> str:
        """Return a statement with the steps that it refers to, those that others refer to before them."""
        steps = self._named.below(statement.result.tables)
        if not steps:
            return statement.text
        parts = ", ".join(f'"{name}" AS NOT MATERIALIZED ({step.text})' for name, step in steps.items())
        return f"WITH {parts} FROM ({statement.text})"

    def _run(self, statement: str) -> Any:
        return self._backend.con.execute(statement)

    def _described(self, source: str) -> Columns:
        """Return the columns of a table or a query; their types are what DuckDB says, not Ibis's belief."""
        found = self._run(f"DESCRIBE {source}").fetchall()
        return tuple((column, kind, null) for column, kind, null, *_ in found)

    def _table(self, name: str, columns: Columns) -> ir.Table:
        return ops.DatabaseTable(name, schema=_schema(columns), source=self._backend).to_expr()


@dataclass(frozen=True, kw_only=True)
class _Step:
    text: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class _Named:
    """What an open engine has names for without having computed it: files and steps."""

    files: Counter[str] = field(default_factory=Counter)
    steps: dict[str, _Step] = field(default_factory=dict)

    def below(self, tables: Iterable[str]) -> dict[str, _Step]:
        """Return the steps among these tables and all that those refer to, the lowest first."""
        found: dict[str, _Step] = {}
        for name in tables:
            if (step := self.steps.get(name)) and name not in found:
                found |= self.below(step.tables)
                found[name] = step
        return found


def _text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


@functools.lru_cache(maxsize=2000)
def _schema(columns: Columns) -> ibis.Schema:
    """Return described columns, name, type and `YES` where it may be empty, as Ibis has them."""
    return ibis.schema(
        {name: DuckDBType.from_string(kind, nullable=null == "YES") for name, kind, null in columns}
    )


@contextmanager
def opened(*, spill: Path, memory: str, threads: int, cache: Path | None = None) -> Iterator[DuckDB]:
    """Open DuckDB through Ibis; what does not fit into `memory` goes to files below `spill`.

    Statements are remembered in the folder `cache`, so that the next process need not write them again.
    """
    if cache is not None:
        remembered.read(_STATEMENTS, cache)
    backend = ibis.duckdb.connect(threads=threads, memory_limit=memory, temp_directory=str(spill))
    for setting in ("enable_progress_bar = false", "preserve_insertion_order = true"):
        backend.raw_sql(f"SET {setting}")
    try:
        yield DuckDB(backend)
    finally:
        backend.disconnect()
    if cache is not None:
        remembered.write(_STATEMENTS, cache)
