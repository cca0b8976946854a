"""Texts about customers that an older version kept in the clear are sealed where they lie.

Rows and their histories change together, batch by batch; the audit is told each version's digest before and
since, marked by the key ring, so that `tilth audit verify` stays true (ADR 0018). Whoever is cut off leaves
whole batches, and the next run goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from tilth.data import notes
from tilth.data.security.audit import DIGEST
from tilth.domain.audit import sealings
from tilth.domain.audit.chain import Connection
from tilth.vault import persons
from tilth.vault.ring import Ring

BATCH = 1_000
_CLEAR = {
    False: "({column} <> '' AND left({column}, 1) <> chr(31))",
    True: "EXISTS (SELECT FROM unnest({column}) one WHERE one <> '' AND left(one, 1) <> chr(31))",
}
_NEXT = """
    SELECT pgh_id, pgh_obj_id FROM {history} WHERE pgh_id > %s AND {clear} ORDER BY pgh_id LIMIT %s
"""
_VERSIONS = """
    SELECT h.pgh_id, h.{key}, h.customer_id, {digest}, {columns} FROM {history} h
    WHERE h.pgh_obj_id = ANY (%s) AND {clear}
"""
_ROWS = """
    SELECT h.{key}, h.{key}, h.customer_id, '', {columns} FROM {table} h
    WHERE h.{key} = ANY (%s) AND {clear}
"""
_UPDATE = "UPDATE {table} SET {sets} WHERE {key} = %s"
_SINCE = "SELECT h.pgh_id, {digest} FROM {history} h WHERE h.pgh_id = ANY (%s)"
_SWITCH = "ALTER TABLE {table} {how} TRIGGER USER"


@dataclass(frozen=True)
class _Place:
    """A table whose records hold texts, with the parts of its statements."""

    model: Any
    fields: list[Any]

    @property
    def table(self) -> str:
        name: str = self.model._meta.db_table  # noqa: SLF001 - Django's documented door
        return name

    @property
    def names(self) -> dict[str, sql.Composable]:
        clear = (
            sql.SQL(_CLEAR[isinstance(one, notes.NotesField)]).format(column=sql.Identifier(one.column))
            for one in self.fields
        )
        return {
            "table": sql.Identifier(self.table),
            "history": sql.Identifier(f"{self.table}{notes.HISTORY}"),
            "key": sql.Identifier(self.key),
            "clear": sql.SQL("({})").format(sql.SQL(" OR ").join(clear)),
            "columns": sql.SQL(", ").join(sql.Identifier("h", one.column) for one in self.fields),
            "digest": sql.SQL(DIGEST.format(row="h")),
        }

    @property
    def key(self) -> str:
        name: str = self.model._meta.pk.column  # noqa: SLF001 - Django's documented door
        return name

    @property
    def automatic(self) -> bool:
        """The database numbers its rows."""
        return notes.is_numbered(self.model)

    def said(self, statement: str, **more: sql.Composable) -> sql.Composed:
        """Return a statement about this table."""
        return sql.SQL(statement).format(**self.names, **more)


def seal(connection: Connection, ring: Ring, keys: persons.Persons) -> Iterator[tuple[str, int]]:
    """Seal what lies in the clear; yield table and versions of each batch. The connection is the owner's."""
    for place in _places():
        last = 0
        while True:
            with connection.transaction():
                connection.execute("SET LOCAL timezone = 'UTC'")
                found = connection.execute(place.said(_NEXT), [last, BATCH]).fetchall()
                if not found:
                    break
                last = found[-1][0]
                done = _batch(connection, ring, keys, place, [row[1] for row in found])
            yield place.table, done


def clear(connection: Connection) -> int:
    """Return how many records still hold a text in the clear."""
    total = 0
    for place in _places():
        row = connection.execute(place.said("SELECT count(*) FROM {table} WHERE {clear}")).fetchone()
        total += int(row[0]) if row else 0
    return total


def _places() -> list[_Place]:
    return [_Place(*one) for one in notes.kept()]


def _batch(
    connection: Connection, ring: Ring, keys: persons.Persons, place: _Place, objects: list[Any]
) -> int:
    """Seal every version and the row of these records."""
    versions = connection.execute(place.said(_VERSIONS), [objects]).fetchall()
    rows = connection.execute(place.said(_ROWS), [objects]).fetchall()
    history = f"{place.table}{notes.HISTORY}"
    for table in (place.table, history):
        _switch(connection, table, "DISABLE")
    for table, key, found in ((history, "pgh_id", versions), (place.table, place.key, rows)):
        with connection.cursor() as cursor:
            cursor.executemany(_updating(place, table, key), [_sealed(keys, place, row) for row in found])
    for table in (place.table, history):
        _switch(connection, table, "ENABLE")
    numbers = [row[0] for row in versions]
    since: dict[int, str] = dict(connection.execute(place.said(_SINCE), [numbers]).fetchall())
    told = {str(row[0]): (str(row[3]), str(since[row[0]])) for row in versions}
    if told:
        sealings.note(connection, ring, place.table, told)
    return len(versions)


def _updating(place: _Place, table: str, key: str) -> sql.Composed:
    sets = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(one.column)) for one in place.fields)
    return sql.SQL(_UPDATE).format(table=sql.Identifier(table), sets=sets, key=sql.Identifier(key))


def _sealed(keys: persons.Persons, place: _Place, row: tuple[Any, ...]) -> list[Any]:
    """Return a row's texts sealed, and its number last."""
    number, key, about, _, *texts = row
    of = "" if place.automatic else str(key)

    def one(text: str, column: str) -> str:
        if not text or text[0] == persons.BEGINS:
            return text
        return keys.seal(text, about=about, row=of, table=place.table, column=column)

    def several(text: Any, column: str) -> Any:
        return [one(part, column) for part in text] if isinstance(text, list) else text and one(text, column)

    sealed = (several(text, field.column) for field, text in zip(place.fields, texts, strict=True))
    return [*sealed, number]


def _switch(connection: Connection, table: str, how: str) -> None:
    connection.execute(sql.SQL(_SWITCH).format(table=sql.Identifier(table), how=sql.SQL(how)))
