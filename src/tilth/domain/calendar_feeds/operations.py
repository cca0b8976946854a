"""Make and withdraw the address of one's own calendar; its secret is told once and kept as a digest."""

import datetime as dt
import hashlib
import secrets

from django.db import connection, transaction

from tilth.data.models import CalendarFeed, User

_OWNER = "SELECT tilth_feed_of(%s)"
_BYTES = 32


@transaction.atomic
def make(by: User, *, at: dt.datetime) -> str:
    """Return the secret of a new address; the one that stood is withdrawn."""
    withdraw(by, at=at)
    secret = secrets.token_urlsafe(_BYTES)
    CalendarFeed.objects.create(user=by, digest=digest(secret), made_at=at)
    return secret


def withdraw(by: User, *, at: dt.datetime) -> bool:
    """Let the address that stands open nothing any more; False where none stands."""
    return bool(CalendarFeed.objects.filter(user=by, withdrawn_at=None).update(withdrawn_at=at))


def standing(by: User) -> CalendarFeed | None:
    """Return the address that stands, without its secret; one query."""
    return CalendarFeed.objects.filter(user=by, withdrawn_at=None).first()


def owner(secret: str) -> User | None:
    """Return whose calendar an address shows; None for a withdrawn or wrong one; before anybody entered."""
    with connection.cursor() as cursor:
        cursor.execute(_OWNER, [digest(secret)])
        number = cursor.fetchone()[0]
    return None if number is None else User.objects.filter(pk=number, is_active=True).first()


def digest(secret: str) -> str:
    """Return what is kept of a secret: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
