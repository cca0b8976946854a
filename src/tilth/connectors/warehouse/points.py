"""Each customer's assets and tier by night: loaded aside, attached with the publication, swept when old.

What the lake holds and PostgreSQL does not is caught up: nights taken together, nights that `--replace` made
anew, and those of a bank that comes from an older version, the newest first and only so many at a time.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import duckdb
import psycopg
import pyarrow.parquet as pq

from tilth.connectors.warehouse import partitions
from tilth.connectors.warehouse.source import BATCH
from tilth.kernel.errors import TilthError
from tilth.lake.layout import Area
from tilth.lake.store import Lake

PARENT = "published_point"
CAUGHT_UP = 5_000_000
"""Points of nights that were missed and are loaded with one publication; the next one goes on."""
_ROWS = """
    SELECT $number::INTEGER AS night, customer_id, business_date, aum, tier
    FROM read_parquet($mart) JOIN (FROM read_parquet($feed) SELECT customer_id, closed_on) USING (customer_id)
    WHERE closed_on IS NULL OR closed_on > business_date
"""
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One night that PostgreSQL has to have: its files, and the mark by which they are known again."""

    day: dt.date
    mart: Path
    feed: Path
    content: str


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """One night that lies ready aside under its number."""

    day: dt.date
    number: int
    content: str
    customers: int


def wanted(connection: Connection, files: Lake, day: dt.date, *, days: int) -> list[Wanted]:
    """Return what to load: `day` and what was replaced always, nights never loaded as far as they fit."""
    known: dict[dt.date, str] = dict(
        connection.execute("SELECT business_date, content FROM tilth_point_night").fetchall()
    )
    since = day - dt.timedelta(days=days)
    dates = {day} | {night.business_date for night in files.nights if since < night.business_date <= day}
    found, room = [], CAUGHT_UP
    for date in sorted(dates, reverse=True):
        one = _night(files, date)
        if one is None or known.get(date) == one.content:
            continue
        if date != day and date not in known:
            room -= pq.read_metadata(one.mart).num_rows
            if room < 0:
                continue
        found.append(one)
    return found


def load(
    *, url: str, connection: Connection, nights: Iterable[Wanted], on_step: Callable[[str, float], None]
) -> list[Loaded]:
    """Load nights aside, each in a transaction of its own; TilthError when one does not add up."""
    loaded = []
    with adbc.connect(url) as writer, duckdb.connect() as reader:
        reader.execute("SET enable_progress_bar = false")
        for night in nights:
            began = time.monotonic()
            row = connection.execute(
                "SELECT nextval(pg_get_serial_sequence('tilth_point_night', 'id'))"
            ).fetchone()
            loaded.append(_load(writer, reader, night, number=0 if row is None else int(row[0])))
            on_step(PARENT, time.monotonic() - began)
    return loaded


def attach(connection: Connection, loaded: Iterable[Loaded]) -> None:
    """Let the loaded nights be read instead of what the same dates had; in the caller's transaction."""
    for one in loaded:
        partitions.attach_one(connection, PARENT, child(one.number), one.number)
        connection.execute(
            "INSERT INTO tilth_point_night (id, business_date, content, customers, loaded_at)"
            " VALUES (%s, %s, %s, %s, now()) ON CONFLICT (business_date) DO UPDATE SET id = excluded.id,"
            " content = excluded.content, customers = excluded.customers, loaded_at = excluded.loaded_at",
            [one.number, one.day, one.content, one.customers],
        )


def sweep(connection: Connection, *, days: int) -> None:
    """Drop nights older than the bank keeps, and tables that no date names any more; in autocommit only."""
    connection.execute(
        "DELETE FROM tilth_point_night WHERE business_date <="
        " (SELECT max(business_date) - %s::integer FROM tilth_point_night)",
        [days],
    )
    kept = {child(int(row[0])) for row in connection.execute("SELECT id FROM tilth_point_night").fetchall()}
    partitions.drop(connection, rf"^{PARENT}_n\d+$", keep=kept, parent=PARENT)


def child(number: int) -> str:
    """Return the name of a night's partition."""
    return f"{PARENT}_n{number}"


def _night(files: Lake, day: dt.date) -> Wanted | None:
    mart, feed = files.path(Area.MARTS, "customers", day), files.path(Area.FEED, "customers", day)
    if not (mart.exists() and feed.exists()):
        return None
    # a night computed anew is a new file; hashing hundreds of old ones every night would cost minutes
    marks = [f"{stat.st_size}-{stat.st_mtime_ns}" for stat in (mart.stat(), feed.stat())]
    return Wanted(day=day, mart=mart, feed=feed, content=" ".join(marks))


def _load(
    writer: adbc.Connection, reader: duckdb.DuckDBPyConnection, night: Wanted, *, number: int
) -> Loaded:
    name = child(number)
    values = {"number": number, "mart": str(night.mart), "feed": str(night.feed)}
    with writer.cursor() as cursor:
        cursor.execute(partitions.aside(PARENT, name, check=f"night = {int(number)}"))
        with reader.cursor().sql(_ROWS, params=values).to_arrow_reader(BATCH) as batches:
            cursor.adbc_ingest(name, batches, mode="append")
        cursor.execute(f"ALTER TABLE {name} ADD PRIMARY KEY (customer_id, night)")
        cursor.execute(f"ANALYZE {name}")
        customers = _verify(cursor, reader, values, name=name)
    writer.commit()
    return Loaded(day=night.day, number=number, content=night.content, customers=customers)


def _verify(
    cursor: adbc.Cursor, reader: duckdb.DuckDBPyConnection, values: dict[str, Any], *, name: str
) -> int:
    counted = f"SELECT count(*), coalesce(sum(aum), 0) FROM ({_ROWS})"  # noqa: S608 - our own statement
    expected = reader.cursor().execute(counted, values).fetchone() or (0, 0)
    cursor.execute(f"SELECT count(*), coalesce(sum(aum), 0)::text FROM {name}")  # noqa: S608 - our own name
    found = cursor.fetchone() or (0, 0)
    if (int(found[0]), str(found[1])) != (int(expected[0]), str(expected[1])):
        raise TilthError(
            f"{PARENT} does not add up after loading: the lake has {expected}, PostgreSQL has {found};"
            " nothing was published, report this with the night's run report."
        )
    return int(expected[0])
