"""The published sealed columns under the active keys, in small batches beside the pages' readers (F15)."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from tilth.connectors.core_banking import protecting
from tilth.connectors.core_banking.resealing import Uses
from tilth.kernel.errors import TilthError, one_line
from tilth.ports.feed.organisation import STAFF
from tilth.ports.feed.people import CUSTOMERS
from tilth.ports.schema import Table
from tilth.vault import envelope
from tilth.vault.errors import KeyMissingError
from tilth.vault.keys import Purpose
from tilth.vault.ring import Ring

BATCH = 1_000
_Connection = psycopg.Connection[Any]
_Rows = list[tuple[str | None, ...]]


@dataclass(frozen=True)
class _Place:
    """A published table and the feed table whose sealed columns it holds."""

    name: str
    feed: Table

    @property
    def key(self) -> str:
        return self.feed.key[0]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.feed.sealed, *(added.name for added in self.feed.added))


_PLACES = (_Place("published_customer", CUSTOMERS), _Place("published_staff", STAFF))


def reseal(url: str, ring: Ring) -> Iterator[tuple[str, int, int]]:
    """Bring every published row under the active keys; yield by batch: table, rows seen, rows changed.

    A batch is one transaction: a killed run leaves rows of old and new keys, all readable, and the next run
    goes on. TilthError where the database fails.
    """
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            for place in _PLACES:
                for generation in _generations(connection):
                    for rows in _batches(connection, place, generation):
                        yield place.name, len(rows), _renew(connection, place, generation, rows, ring)
    except psycopg.Error as error:
        reason = one_line(error)
        raise TilthError(
            f"Sealing the database's values anew failed ({reason}): all values can be read;"
            " put the database right and run the same command again."
        ) from error


def uses(connection: _Connection, ring: Ring) -> Uses:
    """Count the published values by the key that they need."""
    found: Uses = Counter()
    for place in _PLACES:
        for column in place.feed.sealed:
            for beginning, count in connection.execute(_counting(place, column)).fetchall():
                found[envelope.key_of(beginning)] += int(count)
        found += _index_uses(connection, place, ring)
    return found


def _generations(connection: _Connection) -> list[int]:
    rows = connection.execute("SELECT id FROM tilth_generation WHERE state = 'published' ORDER BY id DESC")
    return [int(row[0]) for row in rows.fetchall()]


def _batches(connection: _Connection, place: _Place, generation: int) -> Iterator[_Rows]:
    statement = sql.SQL("SELECT {} FROM {} WHERE generation = %s AND {} > %s ORDER BY {} LIMIT %s").format(
        sql.SQL(", ").join(map(sql.Identifier, (place.key, *place.columns))),
        *map(sql.Identifier, (place.name, place.key, place.key)),
    )
    last: str | None = ""
    while rows := connection.execute(statement, [generation, last, BATCH]).fetchall():
        yield rows
        last = rows[-1][0]


def _renew(connection: _Connection, place: _Place, generation: int, rows: _Rows, ring: Ring) -> int:
    keys = [str(row[0]) for row in rows]
    held = dict(zip(place.columns, list(zip(*rows, strict=True))[1:], strict=True))
    stored = {name: held[name] for name in place.feed.sealed}
    clear = protecting.opened(stored, keys, table=place.feed, ring=ring)
    made = protecting.locked(clear, keys, table=place.feed, ring=ring)
    fresh = [[None if one is None else one.decode("ascii") for one in made[name]] for name in place.columns]
    changed = [
        (key, *new)
        for key, new, old in zip(keys, zip(*fresh, strict=True), rows, strict=True)
        if new != old[1:]
    ]
    if changed:
        connection.execute(_updating(place), [*map(list, zip(*changed, strict=True)), generation])
    return len(changed)


def _updating(place: _Place) -> sql.Composed:
    names = (place.key, *place.columns)
    return sql.SQL(
        "UPDATE {} AS p SET {} FROM unnest({}) AS new ({}) WHERE generation = %s AND p.{} = new.{}"
    ).format(
        sql.Identifier(place.name),
        sql.SQL(", ").join(sql.SQL("{0} = new.{0}").format(sql.Identifier(name)) for name in place.columns),
        sql.SQL(", ").join(sql.SQL("%s::text[]") for _ in names),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.Identifier(place.key),
        sql.Identifier(place.key),
    )


def _counting(place: _Place, column: str) -> sql.Composed:
    return sql.SQL("SELECT left({0}, {1}), count(*) FROM {2} WHERE {0} IS NOT NULL GROUP BY 1").format(
        sql.Identifier(column), sql.Literal(envelope.SHOWN), sql.Identifier(place.name)
    )


def _index_uses(connection: _Connection, place: _Place, ring: Ring) -> Uses:
    """With one index key, all indexes are its; with several, each value is opened and tried."""
    found: Uses = Counter()
    several = len(ring.of(Purpose.INDEX)) > 1
    for added in place.feed.added:
        source, tag = protecting.INDEXES[added.name]
        statement = sql.SQL("SELECT {}, {}, {} FROM {} WHERE {} IS NOT NULL").format(
            *map(sql.Identifier, (place.key, source, added.name, place.name, added.name))
        )
        if not several:
            counted = sql.SQL("SELECT count({}) FROM {}").format(
                sql.Identifier(added.name), sql.Identifier(place.name)
            )
            row = connection.execute(counted).fetchone()
            found[ring.active(Purpose.INDEX).id] += int(row[0]) if row else 0
            continue
        with connection.transaction(), connection.cursor(name="indexes") as cursor:
            for key, value, index in cursor.execute(statement):
                with suppress(KeyMissingError):  # counted where the value itself is
                    text = ring.open(value, table=place.feed.name, column=source, row=key)
                    found[ring.index_key(tag, text, index)] += 1
    return +found
