"""Each customer's transactions by night: loaded once, attached with the publication, swept when old.

They are increments: a generation does not bring them all, it adds a night. A night that `--replace` made anew
takes the place of the one before it; nights taken together, or lying in the lake of a bank that comes from an
older version, are caught up, the newest first and only so many at a time.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import duckdb
import psycopg
import pyarrow.parquet as pq

from tilth.connectors.warehouse import kinds, partitions
from tilth.connectors.warehouse.source import BATCH
from tilth.kernel.errors import TilthError
from tilth.lake.layout import Area
from tilth.lake.store import Lake

PARENT = "published_transaction"
CAUGHT_UP = 5_000_000
"""Transactions of nights that were missed and are loaded with one publication; the next one goes on."""
_FILES = ("transactions", "holdings", "products")
_ROWS = """
    SELECT $number::INTEGER AS night, booked.transaction_id, $day::DATE AS business_date, booked.customer_id,
        booked.holding_id, product.name AS product_name, held.currency, booked.at, booked.amount, booked.kind,
        booked.channel, booked.cash, booked.counterparty_name, booked.counterparty_bank, booked.memo
    FROM read_parquet($transactions) AS booked
    LEFT JOIN read_parquet($holdings) AS held ON held.holding_id = booked.holding_id
    LEFT JOIN read_parquet($products) AS product ON product.product_id = held.product_id
"""
_COUNTED = "SELECT count(*), coalesce(sum(amount), 0)::text, count(DISTINCT customer_id) FROM"
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One night that PostgreSQL has to have: its files, and the mark by which they are known again."""

    day: dt.date
    files: dict[str, str]
    content: str

    @property
    def size(self) -> int:
        """How many transactions there are."""
        return int(pq.read_metadata(self.files["transactions"]).num_rows)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """One night that lies ready aside under its number."""

    day: dt.date
    number: int
    content: str
    transactions: int


def wanted(connection: Connection, files: Lake, day: dt.date, *, days: int) -> list[Wanted]:
    """Return what to load: `day` and what was replaced always, nights never loaded as far as they fit."""
    known: dict[dt.date, str] = dict(
        connection.execute("SELECT business_date, content FROM tilth_transaction_night").fetchall()
    )
    since = day - dt.timedelta(days=days)
    dates = {day} | {night.business_date for night in files.nights if since < night.business_date <= day}
    found, room = [], CAUGHT_UP
    for date in sorted(dates, reverse=True):
        one = _night(files, date)
        if one is None or known.get(date) == one.content:
            continue
        if date != day and date not in known:
            room -= one.size
            if room < 0:
                break
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
                "SELECT nextval(pg_get_serial_sequence('tilth_transaction_night', 'id'))"
            ).fetchone()
            number = 0 if row is None else int(row[0])
            values = {"number": number, "day": night.day, **night.files}
            _check_kinds(connection, reader, values)
            loaded.append(_load(writer, reader, connection, night, values))
            on_step(PARENT, time.monotonic() - began)
    return loaded


def attach(connection: Connection, loaded: Iterable[Loaded]) -> None:
    """Let the loaded nights be read instead of what the same dates had; in the caller's transaction."""
    for one in loaded:
        partitions.attach_one(connection, PARENT, child(one.number), one.number)
        connection.execute(
            "INSERT INTO tilth_transaction_night (id, business_date, content, transactions, loaded_at)"
            " VALUES (%s, %s, %s, %s, now()) ON CONFLICT (business_date) DO UPDATE SET id = excluded.id,"
            " content = excluded.content, transactions = excluded.transactions,"
            " loaded_at = excluded.loaded_at",
            [one.number, one.day, one.content, one.transactions],
        )


def sweep(connection: Connection, *, days: int) -> None:
    """Drop nights older than the bank keeps, and tables that no date names any more; in autocommit only."""
    connection.execute(
        "DELETE FROM tilth_transaction_night WHERE business_date <="
        " (SELECT max(business_date) - %s::integer FROM tilth_transaction_night)",
        [days],
    )
    rows = connection.execute("SELECT id FROM tilth_transaction_night").fetchall()
    partitions.drop(connection, rf"^{PARENT}_n\d+$", keep={child(int(row[0])) for row in rows}, parent=PARENT)


def child(number: int) -> str:
    """Return the name of a night's partition."""
    return f"{PARENT}_n{number}"


def _night(files: Lake, day: dt.date) -> Wanted | None:
    found = {name: files.path(Area.FEED, name, day) for name in _FILES}
    if not all(path.exists() for path in found.values()):
        return None
    # a night taken anew is a new file; hashing those of a quarter every night would cost a minute
    stat = found["transactions"].stat()
    named = {name: str(path) for name, path in found.items()}
    return Wanted(day=day, files=named, content=f"{stat.st_size}-{stat.st_mtime_ns}")


def _check_kinds(connection: Connection, reader: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> None:
    rows = reader.cursor().sql(_ROWS, params=values)
    found = {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}
    kinds.check(PARENT, found=found, wanted=partitions.columns(connection, PARENT))


def _load(
    writer: adbc.Connection,
    reader: duckdb.DuckDBPyConnection,
    connection: Connection,
    night: Wanted,
    values: dict[str, Any],
) -> Loaded:
    name = child(values["number"])
    with writer.cursor() as cursor:
        cursor.execute(partitions.aside(PARENT, name, check=f"night = {int(values['number'])}"))
        with reader.cursor().sql(_ROWS, params=values).to_arrow_reader(BATCH) as batches:
            cursor.adbc_ingest(name, batches, mode="append")
        for statement in partitions.indexing(connection, PARENT, name):
            cursor.execute(statement)
        cursor.execute(f"ANALYZE {name}")
        figures = _verify(cursor, reader, night, name=name)
    writer.commit()
    return Loaded(day=night.day, number=values["number"], content=night.content, transactions=figures)


def _verify(cursor: adbc.Cursor, reader: duckdb.DuckDBPyConnection, night: Wanted, *, name: str) -> int:
    source = {"transactions": night.files["transactions"]}
    expected = reader.cursor().execute(f"{_COUNTED} read_parquet($transactions)", source).fetchone() or ()
    cursor.execute(f"{_COUNTED} {name}")
    found = cursor.fetchone() or ()
    if [Decimal(one) for one in found] != [Decimal(one) for one in expected]:
        raise TilthError(
            f"{PARENT} does not add up after loading: the lake has {expected}, PostgreSQL has {found};"
            " nothing was published, report this with the night's run report."
        )
    return int(expected[0])
