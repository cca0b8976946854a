"""Wrong passwords, counted from the audit: after five from one place, that name waits there (C-30)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tilth.access import audit
from tilth.data.models import User

LIMIT = 5
WINDOW = dt.timedelta(minutes=15)
_FAILED = "SELECT tilth_failed_sign_in(%s, %s, %s, %s::interval, %s)"
_LOCK = "SELECT tilth_hold(ARRAY[%s])"


@contextmanager
def in_turn(name: str, *, address: str) -> Iterator[None]:
    """Let attempts on one name from one address wait for each other, so that many at once count as many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [audit.digest(f"{name}\x1f{address}")])
        yield


def waits_until(name: str, *, address: str) -> dt.datetime | None:
    """Return until when this name may not try again from this address; None: it may; two statements.

    A successful sign-in forgives what went wrong before it.
    """
    account = User.objects.filter(username=name).values_list("pk", flat=True).first()
    known = "" if account is None else str(account)
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [address, known, audit.digest(name), f"{WINDOW.seconds} s", LIMIT - 1])
        found = cursor.fetchone()
    return None if found is None or found[0] is None else found[0] + WINDOW
