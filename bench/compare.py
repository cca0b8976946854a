"""Compare two computations of one night column by column, exactly, and say what differs."""

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from bench.night_sql import BY_HAND
from tilth.lake import layout
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.policy.vocabulary import EVENT_KINDS
from tilth.ports.schema import Table

Locate = Callable[[str], Path]
"""Where the file of a mart or state table lies."""
SAMPLES = 3
ONLY = {"reasons": "where kind in (" + ", ".join(f"'{kind}'" for kind in EVENT_KINDS) + ")"}
"""Of these tables so much is compared: the SQL knows no signals."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One way in which two results differ: the table, the column or `rows`, how often, and a few cases."""

    table: str
    column: str
    count: int
    samples: tuple[str, ...] = ()

    def __str__(self) -> str:
        cases = "".join(f"\n    {sample}" for sample in self.samples)
        return f"{self.table}.{self.column}: {self.count} differ{cases}"


def compare(*, left: Locate, right: Locate, tables: Sequence[Table] | None = None) -> list[Difference]:
    """Return all differences between two nights; empty when every value, type, row and order is equal."""
    found: list[Difference] = []
    with duckdb.connect() as con:
        for table in tables if tables is not None else tuple(BY_HAND.values()):
            found += _schemas(table, left(table.name), right(table.name))
            found += _rows(con, table, left(table.name), right(table.name))
    return found


def night_of(root: Path, day: dt.date) -> Locate:
    """Return where a lake's root keeps the marts of one night."""
    return lambda name: layout.folder(root, Area.MARTS, name, day) / layout.PART


def _schemas(table: Table, left: Path, right: Path) -> list[Difference]:
    wanted = [(field.name, str(field.type)) for field in arrow_schema(table)]
    found = []
    for side, path in (("left", left), ("right", right)):
        schema = [(field.name, _plain(str(field.type))) for field in pq.read_schema(path)]
        if schema != wanted:
            odd = tuple(sorted(str(pair) for pair in set(schema) ^ set(wanted))[:SAMPLES])
            found.append(Difference(table=table.name, column=f"schema of {side}", count=1, samples=odd))
    return found


def _plain(arrow: str) -> str:
    return "list<item: string>" if arrow.startswith("list<") else arrow


def _rows(con: duckdb.DuckDBPyConnection, table: Table, left: Path, right: Path) -> list[Difference]:
    keys = ", ".join(table.key)
    for name, path in (("a", left), ("b", right)):
        con.execute(
            f"create or replace temp table {name} as select * replace (row_number() over (order by"
            f" file_row_number) as file_row_number) from read_parquet('{path}', file_row_number = true,"
            f" hive_partitioning = false) {ONLY.get(table.name, '')}"
        )
    found = []
    for name, (one, other) in {"rows only left": ("a", "b"), "rows only right": ("b", "a")}.items():
        cases = con.execute(f"select {keys} from {one} except all select {keys} from {other}").fetchall()
        if cases:
            samples = tuple(str(case) for case in sorted(cases)[:SAMPLES])
            found.append(Difference(table=table.name, column=name, count=len(cases), samples=samples))
    for column in (*table.names, "file_row_number"):
        found += _column(con, table, column, ordered=not found)
    return found


def _column(con: duckdb.DuckDBPyConnection, table: Table, column: str, *, ordered: bool) -> list[Difference]:
    if column in table.key or (column == "file_row_number" and not ordered):
        return []
    join = " and ".join(f"a.{key} = b.{key}" for key in table.key)
    keys = ", ".join(f"a.{key}" for key in table.key)
    shown = (
        f"{keys}, a.customer_id" if "customer_id" in table.names and "customer_id" not in table.key else keys
    )
    differ = f"from a join b on {join} where a.{column} is distinct from b.{column}"
    count = con.execute(f"select count(*) {differ}").fetchall()[0][0]
    if not count:
        return []
    rows = con.execute(
        f"select {shown}, cast(a.{column} as varchar), cast(b.{column} as varchar) {differ}"
        f" order by {keys} limit {SAMPLES}"
    ).fetchall()
    return [Difference(table=table.name, column=column, count=count, samples=tuple(str(row) for row in rows))]


def main() -> None:
    """Compare one night of two lakes given by their roots; exit 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("left", type=Path)
    parser.add_argument("right", type=Path)
    parser.add_argument("date", type=dt.date.fromisoformat)
    given = parser.parse_args()
    found = compare(left=night_of(given.left, given.date), right=night_of(given.right, given.date))
    for difference in found:
        print(difference)
    if found:
        raise SystemExit(1)
    print(f"{given.date}: equal")


if __name__ == "__main__":
    main()
