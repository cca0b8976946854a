"""Who did, saw or was refused what: every door writes here, through the database's own function (C-32).

Who, from where and when are never said by the caller: the database takes them from what `scopes.enter` set.
A note belongs to the present transaction: it is kept or lost with what it tells about, and when it cannot be
written nothing else is. A refusal rolls its transaction back, so it is noted after it: `note_refusal`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from tilth.access import scopes
from tilth.data.models import Generation, User

MOST = 1000
"""Customers in one entry; more make several entries, so that none is lost."""
_NOTE = "SELECT tilth_note(%s, %s, %s, %s, %s, %s::jsonb)"


class Event(StrEnum):
    """What an entry tells; stored as written here, so a code never changes its meaning."""

    VIEW = "view"
    LIST = "list"
    SEARCH = "search"
    UNMASK = "unmask"
    CLEARANCE = "clearance"
    EXPORT = "export"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    REFUSAL = "refusal"
    CHANGE = "change"
    """Written by the database for every version of a tracked row."""
    PUBLISH = "publish"
    LOOKERS = "lookers"
    """Somebody read who looked at a customer."""
    AUDIT = "audit"
    """Somebody searched the audit."""
    VERIFY = "verify"
    PAUSE = "pause"
    """Written by the database when strangers tried too often: for one name, or from one place."""


def note(  # noqa: PLR0913 - keywords that say what is noted
    action: Event,
    *,
    customers: Iterable[str] = (),
    subject_type: str = "",
    subject_id: str = "",
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one entry in the present transaction: one statement for up to 1,000 customers.

    `detail` holds names of fields, numbers and digests, never a customer's values in clear.
    """
    named = sorted(set(customers))
    parts = [named[start : start + MOST] for start in range(0, len(named), MOST)] or [named]
    told = json.dumps(detail or {}, ensure_ascii=False)
    with connection.cursor() as cursor:
        for part in parts:
            cursor.execute(_NOTE, [action, subject_type, subject_id, part, why, told])


def note_refusal(  # noqa: PLR0913 - keywords that say what is noted
    actor: User | None,
    generation: Generation | None,
    *,
    address: str,
    request: str,
    why: str,
    customers: Sequence[str] = (),
    subject_type: str = "",
    subject_id: str = "",
) -> None:
    """Note what somebody was not allowed, in a transaction of its own.

    To be called after the refused transaction has ended; inside one it raises RuntimeError, because the
    rollback would take the note with it.
    """
    with transaction.atomic(durable=True):
        _enter(actor, generation, address=address, request=request)
        note(Event.REFUSAL, customers=customers, subject_type=subject_type, subject_id=subject_id, why=why)


@contextmanager
def signing_in(user: User, *, address: str, request: str) -> Iterator[None]:
    """Let a view begin somebody's session as that person, and note it: both happen, or neither."""
    with transaction.atomic():
        _enter(user, None, address=address, request=request)
        yield
        note(Event.SIGN_IN, subject_type="account", subject_id=str(user.pk))


def note_sign_out(user: User, *, address: str, request: str) -> None:
    """Note that somebody signed out; before the session ends."""
    _account(Event.SIGN_OUT, user, address=address, request=request)


def note_sign_in_failed(name: str, *, address: str, request: str, device: str = "") -> None:
    """Note a wrong name or password: the account where there is one, else a digest of what was typed.

    What is typed into the name's field may be a password: it is never stored. `device` is the digest of a
    browser in which the person signed in before.
    """
    user = User.objects.filter(username=name).only("pk").first()
    with transaction.atomic():
        _enter(None, None, address=address, request=request)
        whose = "" if user is None else str(user.pk)
        detail = {"name": digest(name)} if user is None else {}
        detail |= {"device": device} if device else {}
        note(Event.SIGN_IN_FAILED, subject_type="account", subject_id=whose, detail=detail)


def digest(value: str) -> str:
    """Return a keyed digest of a value that may not stand in the audit: equal values stay recognisable."""
    return salted_hmac("tilth.access.audit", value, algorithm="sha256").hexdigest()[:32]


@contextmanager
def job(name: str) -> Iterator[None]:
    """Let the entries of a command say which command it was; outside requests only."""
    _job(name)
    try:
        yield
    finally:
        if connection.is_usable():
            _job("")


def _job(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tilth.job', %s, false)", [name])


def _account(event: Event, user: User, *, address: str, request: str) -> None:
    with transaction.atomic():
        _enter(user, None, address=address, request=request)
        note(event, subject_type="account", subject_id=str(user.pk))


def _enter(actor: User | None, generation: Generation | None, *, address: str, request: str) -> None:
    if actor is None:
        scopes.enter_nobody(address=address, request=request)
    else:
        scopes.enter(actor, generation, address=address, request=request)
