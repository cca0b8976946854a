"""Reads sent together: one statement brings the rows of several, each call finds its own (ADR 0013).

`with together(first.asked(…), second.asked(…)):` sends what was asked in one statement, but for what is held
already. Within it the same call of the same read takes its rows instead of asking again, once; every other
call asks for itself. The rows come as JSON, written by PostgreSQL column by column and read back to what the
column's own type gives.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Generic, TypeVar

from django.db import connection

from tilth.access import prepared

R = TypeVar("R")
Row = tuple[Any, ...]
_MOST = 100
"""Values that one array is made of; wider rows come in several."""
_WRITTEN = {"jsonb": "::text", "jsonb[]": "::text[]"}
"""What goes over as text, because Django reads it itself."""
_READ: dict[str, Callable[[Any], Any] | None] = {
    "text": None,
    "varchar": None,
    "integer": None,
    "bigint": None,
    "smallint": None,
    "boolean": None,
    "text[]": None,
    "jsonb": None,
    "jsonb[]": None,
    "double": float,
    "numeric": Decimal,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "timestamp": dt.datetime.fromisoformat,
    "uuid": uuid.UUID,
}
"""A type of PostgreSQL, as its first word → what turns its JSON into the value; None: it is the value."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """How the columns of a read are written as JSON and read back."""

    written: str
    """The arrays that a row comes in, of `t` with the columns c0, c1, …."""
    names: str
    read: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Place → how a value that is there is read back; other places hold the value itself."""

    def rows(self, found: Sequence[list[list[Any]]]) -> list[Row]:
        """Return rows as the database's driver would."""
        whole = [list(chain.from_iterable(parts)) if len(parts) > 1 else parts[0] for parts in found]
        for row in whole:
            for place, read in self.read:
                if row[place] is not None:
                    row[place] = read(row[place])
        return list(map(tuple, whole))


def columns(types: Sequence[str | None]) -> Columns | None:
    """Return how rows of these types of PostgreSQL travel; None where one of them has no such way."""
    words = [(one or "").partition("(")[0].partition(" ")[0] for one in types]
    if any(word not in _READ for word in words):
        return None
    cells = [f"c{place}{_WRITTEN.get(word, '')}" for place, word in enumerate(words)]
    parts = (cells[place : place + _MOST] for place in range(0, len(cells), _MOST))
    read = ((place, _READ[word]) for place, word in enumerate(words))
    return Columns(
        written=", ".join(f"json_build_array({', '.join(part)})" for part in parts),
        names=", ".join(f"c{place}" for place in range(len(words))),
        read=tuple((place, how) for place, how in read if how is not None),
    )


@dataclass(frozen=True, kw_only=True)
class Statement(Generic[R]):
    """What one call of a read sends."""

    sql: str
    params: Sequence[Any]
    columns: Columns
    made: Callable[[list[Row]], list[R]]
    """What turns the database's rows into those of the read."""

    @property
    def part(self) -> str:
        """Return it as one value of a statement: all its rows as one text."""
        row, names = self.columns.written, self.columns.names
        return f"(SELECT json_agg(json_build_array({row}))::text FROM ({self.sql}) AS t({names}))"  # noqa: S608 - compiled reads

    def rows(self, text: str | None) -> list[R]:
        """Return the rows that this text holds."""
        return self.made(self.columns.rows(json.loads(text, parse_float=Decimal) if text else []))


@dataclass(frozen=True)
class Asked(Generic[R]):
    """One call of a read that is not sent yet."""

    call: tuple[Any, ...]
    """Which read, and with what: the same call is equal."""
    statement: Callable[[], Statement[R] | None]
    """Returns what it sends; None where it must be sent alone, when it is called."""


class Raw:
    """A read written in SQL: its statement, and the type of each column that it brings."""

    def __init__(self, sql: str, *types: str) -> None:
        found = columns(types)
        if found is None:
            raise TypeError(types)
        self._sql, self._columns = sql, found

    def asked(self, *params: Any) -> Asked[Row]:
        """Return the call with these values, to be sent with others."""
        return Asked((self, params), lambda: self._statement(params))

    def _statement(self, params: tuple[Any, ...]) -> Statement[Row]:
        return Statement(sql=self._sql, params=params, columns=self._columns, made=lambda rows: rows)

    def rows(self, *params: Any) -> list[Row]:
        """Return the rows for these values; one statement, none where they were sent for."""
        held = taken((self, params))
        if held is not None:
            return held
        with prepared.on(connection).cursor() as cursor:
            cursor.execute(self._sql, params)
            return list(cursor.fetchall())


_HELD: ContextVar[list[tuple[tuple[Any, ...], list[Any]]] | None] = ContextVar("sent for", default=None)


@contextmanager
def together(*asked: Asked[Any]) -> Iterator[None]:
    """Send these in one statement; within, each of them is answered from it, once."""
    before = _HELD.get() or []
    there = [call for call, _ in before]
    held = [*before, *_sent([one for one in asked if one.call not in there])]
    token = _HELD.set(held)
    try:
        yield
    finally:
        _HELD.reset(token)


def taken(call: tuple[Any, ...]) -> list[Any] | None:
    """Return the rows of a call that was sent together with others, once; else None."""
    held = _HELD.get()
    for place, (sent, rows) in enumerate(held or ()):
        if sent == call:
            del held[place]  # type: ignore[union-attr]
            return rows
    return None


def _sent(asked: list[Asked[Any]]) -> list[tuple[tuple[Any, ...], list[Any]]]:
    made = [(one.call, one.statement()) for one in asked]
    sent = [(call, one) for call, one in made if one is not None]
    if not sent:
        return []
    sql = f"SELECT {', '.join(one.part for _, one in sent)}"
    with prepared.on(connection).cursor() as cursor:
        cursor.execute(sql, [value for _, one in sent for value in one.params])
        found = cursor.fetchone()
    return [(call, one.rows(text)) for (call, one), text in zip(sent, found, strict=True)]
