"""Statements that PostgreSQL plans once a connection: what a compiled read sends goes through these."""

import functools
import re
from types import SimpleNamespace
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import register_tzloader  # type: ignore[import-untyped]
from psycopg.postgres import types

_MOMENT = types["timestamptz"].oid


_PLACE = re.compile("%[%s]")


@functools.lru_cache(maxsize=512)
def numbered(sql: str) -> bytes:
    """Return a statement with $1, $2, … for %s, as PostgreSQL itself writes it, and % for %%.

    The driver would read the text anew each time it is sent; those of several reads are long.
    """
    count = iter(range(1, sql.count("%s") + 1))
    return _PLACE.sub(lambda found: "%" if found[0] == "%%" else f"${next(count)}", sql).encode()


class _Cursor(psycopg.RawCursor[Any]):
    """A cursor whose every statement is prepared on the server when it is first sent."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> "_Cursor":
        """Send it; Django's log of statements reads what was sent from `_query`."""
        super().execute(query if params is None else numbered(query), params, prepare=True)
        self._query: Any = SimpleNamespace(query=query.encode())
        return self


class _Connection:
    """Django's connection, but for its cursors."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> Any:
        """Return a cursor of prepared statements, wrapped as Django wraps its own."""
        held = self._connection
        held.ensure_connection()
        with held.wrap_database_errors:
            made = _Cursor(held.connection)
            if held.timezone != held.connection.adapters.get_loader(_MOMENT, 0).timezone:
                register_tzloader(held.timezone, made)
        return held._prepare_cursor(made)  # noqa: SLF001 - it checks the thread and logs as for any cursor


def on(connection: Any) -> Any:
    """Return a connection whose statements are prepared; behind a pooler the connection as it is."""
    return connection if settings.TILTH_POOLER else _Connection(connection)
