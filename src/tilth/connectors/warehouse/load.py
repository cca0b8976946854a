"""One table into its partition: made, filled, indexed, analysed and verified in one transaction of its own.

A table that is filled in the transaction that made it needs no write-ahead log where the server runs with
`wal_level = minimal`, as the embedded one does.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import adbc_driver_postgresql.dbapi as adbc

from tilth.connectors.warehouse import partitions
from tilth.connectors.warehouse.source import Figures, Source
from tilth.connectors.warehouse.tables import Published
from tilth.kernel.errors import TilthError

_STATISTICS = 30
"""Common values kept per column, from 9,000 rows; PostgreSQL's own 100 read three times as many wide rows."""
_OF_BEGINNINGS = 200
"""Of names: a common surname must fill some steps, else it counts as rare and all of the bank's are read."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A filled partition: its verified figures and how long it took."""

    table: Published
    figures: Figures
    seconds: float


def load(
    *, url: str, source: Source, tables: Sequence[Published], generation: int, indexing: dict[str, list[str]]
) -> list[Loaded]:
    """Load tables one after another over one connection; TilthError when one does not add up."""
    with adbc.connect(url) as connection:
        return [
            _load(
                connection, source=source, table=table, generation=generation, indexing=indexing[table.name]
            )
            for table in tables
        ]


def _load(
    connection: adbc.Connection, *, source: Source, table: Published, generation: int, indexing: list[str]
) -> Loaded:
    began = time.monotonic()
    name = partitions.child(table.name, generation)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL client_connection_check_interval = '1s'")
        cursor.execute(partitions.creation(table.name, generation))
        with source.batches(table) as batches:
            cursor.adbc_ingest(name, batches, mode="append")
        for statement in indexing:
            cursor.execute(statement)
        _analyse(cursor, table, name)
        figures = _verify(cursor, source=source, table=table, name=name)
    connection.commit()
    return Loaded(table=table, figures=figures, seconds=time.monotonic() - began)


def _analyse(cursor: adbc.Cursor, table: Published, name: str) -> None:
    """Let PostgreSQL count what its plans are made of."""
    cursor.execute(f"SET LOCAL default_statistics_target = {_STATISTICS}")
    cursor.execute(f"ANALYZE {name}")
    if table.begins:
        cursor.execute(f"SET LOCAL default_statistics_target = {_OF_BEGINNINGS}")
        cursor.execute(f"ANALYZE {name} ({', '.join(table.begins)})")


def _verify(cursor: adbc.Cursor, *, source: Source, table: Published, name: str) -> Figures:
    expected = source.figures(table)
    cursor.execute(f"SELECT {table.loaded} FROM {name}")  # noqa: S608 - names and columns are our own
    found = cursor.fetchone()
    if _exact(found) != _exact(expected):
        raise TilthError(
            f"{table.name} does not add up after loading: the lake has {expected}, PostgreSQL has {found};"
            " nothing was published, report this with the night's run report."
        )
    return expected


def _exact(figures: Sequence[object]) -> list[Decimal]:
    return [Decimal(str(figure or 0)) for figure in figures]
