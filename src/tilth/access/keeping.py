"""What a security administrator asks the database to do with the accounts of others; each with a proof."""

import datetime as dt
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import connection

from tilth.data.security import entry

_OPEN = "SELECT tilth_open_account(%s, %s, %s, %s, %s, %s)"
_LET = "SELECT tilth_let_in(%s, %s, %s)"
_HELD = "SELECT user_id, browsers, seen_at FROM tilth_sessions_held(%s)"
_END = "SELECT tilth_end_sessions_of(%s, %s)"


class Held(NamedTuple):
    """In how many browsers an account is signed in, and when the last was seen."""

    browsers: int
    seen_at: dt.datetime


def open_account(username: str, *, name: str, role: str, staff_id: str, password: str) -> str:
    """Open an account; return '' or why not: name, staff, nobody, administration."""
    said = (username, name, role, staff_id, make_password(password))
    return str(_ask(_OPEN, *said, entry.proof("open account", *said)))


def let_in(account: int, *, is_open: bool) -> str:
    """Close an account and end its sessions, or open it again; return '' or why not: own, already, staff."""
    told = "true" if is_open else "false"
    return str(_ask(_LET, account, is_open, entry.proof("let in", account, told)))


def sessions_held() -> dict[int, Held]:
    """Return account → its sessions, of accounts that have any; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [entry.proof("sessions held")])
        return {int(number): Held(int(browsers), seen) for number, browsers, seen in cursor.fetchall()}


def end_sessions_of(account: int) -> int:
    """End all sessions of somebody else; return how many ended."""
    return int(_ask(_END, account, entry.proof("end sessions", account)) or 0)


def _ask(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return (cursor.fetchone() or (None,))[0]
