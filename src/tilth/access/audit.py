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

from tilth.access import scopes, walks
from tilth.access.walks import Act, WalkError
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
    WALK = "walk"
    """Somebody looked too fast and was slowed or stopped, or a stop was lifted."""
    REPAIR = "repair"
    """`tilth init` put guards of the database back."""
    SWEEP = "sweep"
    """Rows went because their retention period was over: how many, by which rule."""
    ERASE = "erase"
    """A person was erased; named by a salted mark."""
    SEAL = "seal"
    """Texts that lay in the clear were sealed, their versions among them."""


_LOOKS = frozenset({Event.VIEW, Event.LIST, Event.SEARCH, Event.UNMASK, Event.CLEARANCE})
"""What shows customers: while a stop holds none of it is answered."""
_OPENS = frozenset({Event.VIEW, Event.UNMASK, Event.CLEARANCE})
_PRINTED = (Event.EXPORT, "list_entry")
_SEARCHED = ("missed", "outside")
OUT_OF_SIGHT, FORBIDDEN, CSRF = "out_of_sight", "forbidden", "csrf"
"""Why something was refused; the first says as little of one out of sight as of one who does not exist."""
_STORED = {0: "\ufffd"}
"""What was asked is kept as it was; the database has no room for this one sign."""
LONGEST_NUMBER = 64
"""A customer number is shorter: of what was asked instead of one no more is kept."""


def note(  # noqa: PLR0913 - keywords that say what is noted
    action: Event,
    *,
    customers: Iterable[str] = (),
    subject_type: str = "",
    subject_id: str = "",
    why: str = "",
    detail: dict[str, Any] | None = None,
    act: Act | None = None,
) -> None:
    """Write one entry in the present transaction: one statement for up to 1,000 customers.

    `detail` holds names of fields, numbers and digests, never a customer's values in clear; `act` is what a
    search counts as (an opened customer is counted as such). WalkError for a look that is one too many.
    """
    named = sorted(set(customers))
    parts = [named[start : start + MOST] for start in range(0, len(named), MOST)] or [named]
    if act is not None or action in _LOOKS or (action, subject_type) == _PRINTED:
        counted = act or _opened(action, named, subject_id)
        walks.look((action, subject_type, subject_id, parts.pop(0), why, detail or {}), counted)
    told = json.dumps(detail or {}, ensure_ascii=False)
    with connection.cursor() as cursor:
        for part in parts:
            cursor.execute(_NOTE, [action, subject_type, subject_id, part, why, told])


def _opened(action: Event, customers: Sequence[str], subject_id: str) -> Act | None:
    if action not in _OPENS:
        return None
    return Act(kind="opened", key=customers[0] if len(customers) == 1 else subject_id)


def note_part(customer_id: str, what: str, *, channel: str, others: Iterable[str] = ()) -> None:
    """Note that somebody read a part of one customer's file by a channel, and whom else it named."""
    note(
        Event.VIEW,
        customers=[customer_id, *others],
        subject_type=what,
        subject_id=customer_id,
        detail={"channel": channel},
    )


def note_refusal(  # noqa: PLR0913 - keywords that say what is noted
    actor: User | None,
    generation: Generation | None,
    *,
    address: str,
    request: str,
    why: str,
    number: str = "",
    subject_type: str = "",
    subject_id: str = "",
    walked: WalkError | None = None,
) -> WalkError | None:
    """Note what somebody was not allowed, in a transaction of its own; `number`: of a customer, as asked.

    Returns what stands in the way of saying so: WalkError where that was one number too many. `walked` is
    the one that was refused already. To be called after the refused transaction has ended; inside one it
    raises RuntimeError, because the rollback would take the note with it.
    """
    with transaction.atomic(durable=True):
        _enter(actor, generation, address=address, request=request)
        return refuse(
            actor, why=why, number=number, subject_type=subject_type, subject_id=subject_id, walked=walked
        )


def refuse(  # noqa: PLR0913 - keywords that say what is noted
    actor: User | None,
    *,
    why: str,
    number: str = "",
    subject_type: str,
    subject_id: str,
    detail: dict[str, Any] | None = None,
    walked: WalkError | None = None,
) -> WalkError | None:
    """Note a refusal in the present transaction, which did nothing; see `note_refusal`."""
    asked = number.translate(_STORED)[:LONGEST_NUMBER]
    about: dict[str, Any] = {"subject_type": subject_type, "subject_id": subject_id}
    customers, told = [asked] if asked else [], detail or {}
    if walked is None:
        try:
            act = Act(kind="refused", key=asked) if actor and asked and why != CSRF else None
            note(Event.REFUSAL, customers=customers, why=why, act=act, detail=told, **about)
        except WalkError as error:
            walked = error
        else:
            return None
    if actor is not None:
        counted = told | _counted(walked)
        note(Event.REFUSAL, customers=customers, why=walked.level, detail=counted, **about)
        _note_walk(actor, walked)
    return walked


def _counted(walked: WalkError) -> dict[str, str]:
    """Return what lets a refused attempt count like the act that it was."""
    act = walked.act
    if act is None:
        return {}
    if act.kind not in _SEARCHED:
        return {"walk": act.kind}
    return {"walk": act.kind, "text": act.key} | ({"over": walked.over} if walked.over else {})


def _note_walk(actor: User, walked: WalkError) -> None:
    """Tell compliance once when somebody begins to be slowed, and when somebody is stopped."""
    if not walked.told:
        walks.tell(actor.pk, walked.level, kind=walked.kind, done=walked.done, limit=walked.limit)


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
