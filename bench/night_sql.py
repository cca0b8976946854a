"""The night written by hand in plain DuckDB SQL: the engine's inputs, marts and state without its code."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb

from bench import lunar_days
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.parquet import ROW_GROUP
from tilth.policy import working_days
from tilth.policy.vocabulary import EVENT_KINDS
from tilth.ports import feed, marts, operational
from tilth.ports.schema import Kind, Table

SQL = Path(__file__).parent / "sql"
TYPES = {
    Kind.MONEY: "decimal(18, 2)",
    Kind.DATE: "date",
    Kind.INTEGER: "bigint",
    Kind.RATIO: "double",
    Kind.QUANTITY: "decimal(24, 8)",
    Kind.BOOLEAN: "boolean",
    Kind.TEXTS: "varchar[]",
}


BY_HAND = {
    name: table
    for name, table in marts.BY_NAME.items()
    if name not in ("signals", "signal_evidence", "idle", "habits", "call_values", "openings", "care_debt")
}
"""What is written by hand: all marts and state but the signals and values, which have a reference."""


class Files(Protocol):
    """Where tables are read and written; `tilth.lake.store.Draft` is one."""

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to read."""
        ...

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write; its folder exists."""
        ...


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The bank's currency, the version the marts name, and what DuckDB may use."""

    base_currency: str = "CNY"
    version: str = "default-1"
    memory: str = "3GB"
    threads: int = 2


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The business date, the accepted dates before it, and what follows from them."""

    day: dt.date
    earlier: tuple[dt.date, ...]

    @property
    def previous(self) -> dt.date | None:
        """P: the previous accepted date."""
        return self.earlier[-1] if self.earlier else None

    @property
    def first(self) -> dt.date:
        """F: the bank's first date."""
        return self.earlier[0] if self.earlier else self.day

    def edges(self) -> dict[dt.date, tuple[int, int]]:
        """Return per fed date how many days leave the windows of 30 and of 90 days with its value."""
        found: dict[dt.date, list[int]] = {}
        if self.previous is None:
            return {}
        for place, window in enumerate((30, 90)):
            if (self.day - self.previous).days >= window:
                continue
            for back in range((self.day - self.previous).days):
                leaving = self.day - dt.timedelta(days=window + back)
                if leaving >= self.first:
                    fed = max(day for day in self.earlier if day <= leaving)
                    found.setdefault(fed, [0, 0])[place] += 1
        return {fed: (counts[0], counts[1]) for fed, counts in found.items()}


def compute(*, dates: Dates, files: Files, spill: Path, settings: Settings) -> dict[str, int]:
    """Compute one night and write its marts and state; return the number of rows of each."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": settings.threads,
        "memory_limit": settings.memory,
        "temp_directory": str(spill),
    }
    with duckdb.connect(config=config) as con:
        con.execute("set enable_progress_bar = false")
        _define(con, dates=dates, settings=settings)
        _inputs(con, dates=dates, files=files)
        for script in sorted(SQL.glob("*.sql")):
            con.execute(script.read_text("utf-8"))
        return {
            name: _write(con, table, files.out(Area.MARTS, name, dates.day))
            for name, table in BY_HAND.items()
        }


def _define(con: duckdb.DuckDBPyConnection, *, dates: Dates, settings: Settings) -> None:
    previous = "cast(null as date)" if dates.previous is None else f"date '{dates.previous}'"
    week = working_days.week_left(working_days.next_working_day(dates.day))
    days = [f"date '{day}'" for day in week]
    con.execute(
        f"create temp macro d() as date '{dates.day}'; create temp macro p() as {previous};"
        f"create temp macro l() as date '{working_days.next_working_day(dates.day)}';"
        f"create temp macro week_left() as [{', '.join(days)}];"
        f"create temp macro next_week() as date '{working_days.next_working_day(week[-1])}';"
        f"create temp macro f() as date '{dates.first}';"
        f"create temp macro base_currency() as '{settings.base_currency}';"
        f"create temp macro playbook_version() as '{settings.version}'"
    )
    con.execute(f"create temp view lunar_day as select * from {_read(lunar_days.table())}")


def _inputs(con: duckdb.DuckDBPyConnection, *, dates: Dates, files: Files) -> None:
    day, previous = dates.day, dates.previous
    for name in feed.BY_NAME:
        _view(con, f"feed_{name}", feed.BY_NAME[name], [files.path(Area.FEED, name, day)])
    for name, table in operational.BY_NAME.items():
        _view(con, name, table, [files.path(Area.EXTRACTS, name, day)])
    for name in ("customers", "carried", "holding_state", "reasons", "matured", "week_list"):
        paths = [files.path(Area.MARTS, name, previous)] if previous else []
        _view(con, f"prev_{name}", marts.BY_NAME[name], paths)
    kinds = ", ".join(f"'{kind}'" for kind in EVENT_KINDS)
    con.execute(f"create temp view earlier_reasons as select * from prev_reasons where kind in ({kinds})")
    held = [files.path(Area.FEED, "holdings", previous)] if previous else []
    _view(con, "prev_holdings", feed.BY_NAME["holdings"], held)
    for view, name, window in (("earlier_flows", "daily_flows", 30), ("earlier_purchases", "purchases", 14)):
        since = (previous or day) - dt.timedelta(days=window)
        paths = [files.path(Area.MARTS, name, each) for each in dates.earlier if each > since]
        _view(con, view, marts.BY_NAME[name], paths)
    _rates(con, [(each, files.path(Area.FEED, "fx_rates", each)) for each in (*dates.earlier, day)])
    _edges(con, [(files.path(Area.MARTS, "carried", fed), *days) for fed, days in dates.edges().items()])


def _read(*paths: Path) -> str:
    listed = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


def _view(con: duckdb.DuckDBPyConnection, view: str, table: Table, paths: list[Path]) -> None:
    if paths:
        con.execute(f"create temp view {view} as select * from {_read(*paths)}")
    else:
        con.register(view, arrow_schema(table).empty_table())


def _rates(con: duckdb.DuckDBPyConnection, nights: Iterable[tuple[dt.date, Path]]) -> None:
    parts = (f"select *, date '{night}' as night from {_read(path)}" for night, path in nights)
    con.execute(f"create temp view all_fx_rates as {' union all '.join(parts)}")


def _edges(con: duckdb.DuckDBPyConnection, edges: list[tuple[Path, int, int]]) -> None:
    columns = "customer_id, aum, deposit_balance, weighted"
    parts = [
        f"select {columns}, {days_30} as days_30, {days_90} as days_90 from {_read(path)}"
        for path, days_30, days_90 in edges
    ] or [f"select {columns}, 0 as days_30, 0 as days_90 from prev_carried where false"]
    con.execute(f"create temp view edges as {' union all '.join(parts)}")


def _write(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> int:
    columns = ", ".join(
        f"cast({column.name} as {TYPES.get(column.kind, 'varchar')}) as {column.name}"
        for column in table.columns
    )
    row = con.execute(
        f"copy (select {columns} from out_{table.name} order by {', '.join(table.order)}) to '{path}'"
        f" (format parquet, compression zstd, row_group_size {ROW_GROUP})"
    ).fetchone()
    return int(row[0]) if row else 0
