"""Who asks, and for which night: session, account and published generation, in one statement a request.

Django asks for them one after the other: the session's store for the data, the sign-in's backend for the
account. Both find here what the request began with; whatever they ask for beside it they read themselves.
"""

import functools
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from tilth.access import prepared
from tilth.data.models import Generation, Publication, User

_HIDDEN = ("password",)
"""What the pages' login may not read of an account."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What a request began with."""

    session: str = ""
    """The digest of its session's key; empty without one."""
    held: str | None = None
    """What the session holds, signed; None for one that is unknown or ended."""
    account: User | None = None
    """The open account that the database keeps with the session."""
    generation: Generation | None = None
    """The night on show; None before the first."""


_ASKED: ContextVar[Asking | None] = ContextVar("what the request began with", default=None)


def read(session: str) -> Asking:
    """Return what a request of this session begins with; one statement."""
    with prepared.on(connection).cursor() as cursor:
        cursor.execute(_statement(), [session])
        held, *values = cursor.fetchone()
    users = len(_columns(User))
    return Asking(
        session=session,
        held=held,
        account=_made(User, values[:users]),
        generation=_made(Generation, values[users:]),
    )


def of_session(session: str) -> Asking | None:
    """Return what the request began with, if that was this session."""
    asked = _ASKED.get()
    return asked if asked is not None and asked.session == session else None


def account(number: int) -> User | None:
    """Return the account that the request began with, if it is of this number."""
    asked = _ASKED.get()
    found = None if asked is None else asked.account
    return found if found is not None and found.pk == number else None


def settle(asked: Asking | None) -> None:
    """Let the request have begun with this; None when it ends, or when its session changes."""
    _ASKED.set(asked)


@functools.cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented door
    return tuple(field.column for field in fields if field.column not in _HIDDEN)


@functools.cache
def _statement() -> str:
    shown = [
        f"{short}.{column}" for short, model in (("u", User), ("g", Generation)) for column in _columns(model)
    ]
    tables = {model: model._meta.db_table for model in (User, Publication, Generation)}  # noqa: SLF001
    return (  # the names of our own models
        f"SELECT s.data, {', '.join(shown)} FROM (SELECT) AS one"  # noqa: S608
        " LEFT JOIN tilth_session_of(%s) s ON true"
        f" LEFT JOIN {tables[User]} u ON u.id = s.user_id AND u.is_active"
        f" LEFT JOIN (SELECT current_id FROM {tables[Publication]} ORDER BY id LIMIT 1) p ON true"
        f" LEFT JOIN {tables[Generation]} g ON g.id = p.current_id"
    )


def _made(model: type[Model], values: list[Any]) -> Any:
    """Return the row of these columns; None where there is none."""
    columns = _columns(model)
    if values[columns.index("id")] is None:
        return None
    fields = {field.column: field for field in model._meta.concrete_fields}  # noqa: SLF001
    read = [_read(fields[column], value) for column, value in zip(columns, values, strict=True)]
    return model.from_db(connection.alias, [fields[column].attname for column in columns], read)


def _read(field: Any, value: Any) -> Any:
    return field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
