"""Who signs in: the password's hash comes from one function of the database, which asks for a proof."""

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.http import HttpRequest

from tilth.access import asking, reads, sessions
from tilth.data.models import User
from tilth.data.security import entry

if TYPE_CHECKING:
    from django.db.models import QuerySet

_PASSWORD = "SELECT id, password FROM tilth_password(%s, %s)"  # noqa: S105 - a statement
_SET = "SELECT tilth_set_password(%s, %s)"
_END = "SELECT tilth_end_sessions(%s, %s)"
_OWN = "SELECT id, opened_at, seen_at, about, present FROM tilth_own_sessions(%s)"


class Backend(BaseBackend):
    """Compares a password as Django does: nobody's name takes as long as somebody's."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        """Return the open account of that name and password, else None."""
        if username is None or password is None:
            return None
        number, known = _hash(username)
        if known is None:
            make_password(password)  # as long as a comparison
            return None
        return self.get_user(number) if check_password(password, known) else None

    def get_user(self, user_id: int) -> User | None:
        """Return the open account of that number, without its password's hash."""
        return asking.account(user_id) or next(iter(_open_account(number=user_id)), None)


@reads.plain
def _open_account(*, number: int) -> "QuerySet[User]":
    return User.objects.filter(pk=number, is_active=True)


def is_password(user: User, password: str) -> bool:
    """Say whether this is the password of an open account."""
    _, known = _hash(user.username)
    return known is not None and check_password(password, known)


def set_password(user: User, password: str, *, session_key: str | None) -> int:
    """Give whoever entered a new password and end the other sessions; return how many ended."""
    hashed = make_password(password)
    with connection.cursor() as cursor:
        cursor.execute(_SET, [hashed, entry.proof("set password", user.pk, hashed)])
    user.refresh_from_db(fields=["password_digest"])
    return end_sessions(session_key=session_key)


def own_sessions(*, session_key: str | None) -> list[tuple[Any, ...]]:
    """Return the sessions of whoever entered: number, opened, last seen, about, whether it is this one."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, [sessions.digest(session_key)])
        found = cursor.fetchall()
    return [(*row[:3], json.loads(row[3]), row[4]) for row in found]


def end_sessions(*, session_key: str | None, one: UUID | None = None) -> int:
    """End one other session of whoever entered, or all others; return how many ended."""
    with connection.cursor() as cursor:
        cursor.execute(_END, [sessions.digest(session_key), one])
        return int((cursor.fetchone() or (0,))[0])


def _hash(name: str) -> tuple[int, str | None]:
    with connection.cursor() as cursor:
        cursor.execute(_PASSWORD, [name, entry.proof("password", name)])
        found = cursor.fetchone()
    return (0, None) if found is None else (int(found[0]), str(found[1]))
