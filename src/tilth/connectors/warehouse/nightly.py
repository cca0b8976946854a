"""Published tables that keep their nights: loaded aside, attached with the publication, swept when old.

They are increments: a generation does not bring them all, it adds a night. What the lake holds and
PostgreSQL does not is caught up: nights taken together, nights that `--replace` made anew, and those of a
bank that comes from an older version, the newest first and only so many at a time.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import duckdb
import psycopg
import pyarrow.parquet as pq

from tilth.connectors.warehouse import kinds, partitions
from tilth.connectors.warehouse.source import BATCH
from tilth.kernel.errors import TilthError
from tilth.lake.store import Lake

CAUGHT_UP = 5_000_000
"""Rows of nights that were missed and are loaded with one publication; the next one goes on."""
_READ = "SELECT {of} FROM {table}"
_KNOWN = """
    INSERT INTO {table} (id, business_date, content, {counted}, loaded_at) VALUES (%s, %s, %s, %s, now())
    ON CONFLICT (business_date) DO UPDATE SET id = excluded.id, content = excluded.content,
        {counted} = excluded.{counted}, loaded_at = excluded.loaded_at
"""
_OLDER = """
    DELETE FROM {table} WHERE business_date <= (SELECT max(business_date) - %s::integer FROM {table})
"""
_LATER = "DELETE FROM {table} WHERE business_date > %s"
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One night that PostgreSQL has to have: its files, and the mark by which they are known again."""

    day: dt.date
    files: dict[str, str]
    content: str


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """One night that lies ready aside under its number."""

    day: dt.date
    number: int
    content: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Nightly:
    """One published table that keeps its nights."""

    parent: str
    nights: str
    """The table that says which nights can be read, one row a date."""
    counted: str
    """Its column for how many rows a night has."""
    files: Callable[[Lake, dt.date], dict[str, Path]]
    """A night's files by the names that `rows` gives them; the first says how large it is."""
    marked: tuple[str, ...]
    """Files that are made anew when the night is."""
    rows: str
    """What is loaded."""
    figures: str
    """What must come out the same of `source` and of the loaded table."""
    source: str

    def wanted(self, connection: Connection, files: Lake, day: dt.date, *, days: int) -> list[Wanted]:
        """Return what to load: `day` and what was replaced always, nights never loaded as far as they fit."""
        rows = connection.execute(_READ.format(of="business_date, content", table=self.nights)).fetchall()
        known: dict[dt.date, str] = dict(rows)
        since = day - dt.timedelta(days=days)
        dates = {day} | {night.business_date for night in files.nights if since < night.business_date <= day}
        found, room = [], CAUGHT_UP
        for date in sorted(dates, reverse=True):
            one = self._night(files, date)
            if one is None or known.get(date) == one.content:
                continue
            if date != day and date not in known:
                room -= int(pq.read_metadata(next(iter(one.files.values()))).num_rows)
                if room < 0:
                    continue
            found.append(one)
        return found

    def load(
        self,
        *,
        url: str,
        connection: Connection,
        nights: Iterable[Wanted],
        on_step: Callable[[str, float], None],
    ) -> list[Loaded]:
        """Load nights aside, each in a transaction of its own; TilthError when one does not add up."""
        loaded = []
        with adbc.connect(url) as writer, duckdb.connect() as reader:
            reader.execute("SET enable_progress_bar = false")
            for night in nights:
                began = time.monotonic()
                loaded.append(self._load(writer, reader, connection, night))
                on_step(self.parent, time.monotonic() - began)
        return loaded

    def attach(self, connection: Connection, loaded: Iterable[Loaded]) -> None:
        """Let the loaded nights be read instead of what the same dates had; in the caller's transaction."""
        for one in loaded:
            partitions.attach_one(connection, self.parent, self._child(one.number), one.number)
            known = _KNOWN.format(table=self.nights, counted=self.counted)
            connection.execute(known, [one.number, one.day, one.content, one.rows])

    def forget(self, connection: Connection, *, after: dt.date) -> None:
        """Let the nights later than that be read no more; in the caller's transaction."""
        connection.execute(_LATER.format(table=self.nights), [after])

    def sweep(self, connection: Connection, *, days: int) -> None:
        """Drop nights older than the bank keeps, and tables that no date names any more; in autocommit."""
        connection.execute(_OLDER.format(table=self.nights), [days])
        rows = connection.execute(_READ.format(of="id", table=self.nights)).fetchall()
        kept = {self._child(int(row[0])) for row in rows}
        partitions.drop(connection, rf"^{self.parent}_n\d+$", keep=kept, parent=self.parent)

    def _child(self, number: int) -> str:
        """Return the name of a night's partition."""
        return f"{self.parent}_n{number}"

    def _night(self, files: Lake, day: dt.date) -> Wanted | None:
        found = self.files(files, day)
        if not all(path.exists() for path in found.values()):
            return None
        # a night made anew is a new file; hashing hundreds of old ones every night would cost minutes
        stats = [found[name].stat() for name in self.marked]
        marks = [f"{stat.st_size}-{stat.st_mtime_ns}" for stat in stats]
        named = {name: str(path) for name, path in found.items()}
        return Wanted(day=day, files=named, content=" ".join(marks))

    def _load(
        self,
        writer: adbc.Connection,
        reader: duckdb.DuckDBPyConnection,
        connection: Connection,
        night: Wanted,
    ) -> Loaded:
        row = connection.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [self.nights]).fetchone()
        number = 0 if row is None else int(row[0])
        name, values = self._child(number), {"number": number, "day": night.day, **night.files}
        self._check_kinds(connection, reader, values)
        with writer.cursor() as cursor:
            cursor.execute(partitions.aside(self.parent, name, check=f"night = {number}"))
            with reader.cursor().sql(self.rows, params=_of(values, self.rows)).to_arrow_reader(BATCH) as rows:
                cursor.adbc_ingest(name, rows, mode="append")
            for statement in partitions.indexing(connection, self.parent, name):
                cursor.execute(statement)
            cursor.execute(f"ANALYZE {name}")
            count = self._verify(cursor, reader, values, name=name)
        writer.commit()
        return Loaded(day=night.day, number=number, content=night.content, rows=count)

    def _check_kinds(
        self, connection: Connection, reader: duckdb.DuckDBPyConnection, values: dict[str, Any]
    ) -> None:
        rows = reader.cursor().sql(self.rows, params=_of(values, self.rows))
        found = {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}
        kinds.check(self.parent, found=found, wanted=partitions.columns(connection, self.parent))

    def _verify(
        self, cursor: adbc.Cursor, reader: duckdb.DuckDBPyConnection, values: dict[str, Any], *, name: str
    ) -> int:
        counted = _READ.format(of=self.figures, table=self.source)
        expected = reader.cursor().execute(counted, _of(values, counted)).fetchone() or ()
        cursor.execute(_READ.format(of=self.figures, table=name))
        found = cursor.fetchone() or ()
        if [Decimal(one) for one in found] != [Decimal(one) for one in expected]:
            raise TilthError(
                f"{self.parent} does not add up after loading: the lake has {expected}, PostgreSQL has"
                f" {found}; nothing was published, report this with the night's run report."
            )
        return int(expected[0])


def _of(values: dict[str, Any], statement: str) -> dict[str, Any]:
    """Return the values that a statement names."""
    return {name: value for name, value in values.items() if f"${name}" in statement}
