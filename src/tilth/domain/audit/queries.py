"""Who looked: for the customer's page, and for those who watch over the audit; asking is audited as well."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import connection

from tilth.access import audit, personal, scopes
from tilth.access.audit import Event
from tilth.data.models import Generation, User
from tilth.domain.audit import entries
from tilth.domain.audit.entries import PAGE, AuditEntry, Before, Concerned, Entries
from tilth.policy.permissions import Action, Thing, may

MOST = 200
"""Customers in one question."""
# Who was refused did not look: that somebody tried is for those who watch over the audit.
_LOOKERS = """
    SELECT id, at, action, user_id, name, staff_id, role, why FROM tilth_lookers(%s, %s, %s, %s, NULL)
    WHERE action <> 'refusal' ORDER BY at DESC, id DESC LIMIT %s
"""


def lookers(
    actor: User, generation: Generation | None, *, customer_id: str, since: dt.datetime, before: Before = None
) -> Entries:
    """Return who saw or changed a customer in the actor's sight, newest first; nothing about any other.

    The database asks once more whether the actor sees the customer.
    """
    scopes.of(actor, generation)
    at, number = before or (None, None)
    with connection.cursor() as cursor:
        cursor.execute(_LOOKERS, [customer_id, since, at, number, PAGE + 1])
        rows = cursor.fetchall()
    names = ("id", "at", "action", "user_id", "name", "staff_id", "role", "why")
    told = [(*row[:-1], personal.reason(row[-1], customer_id)) for row in rows]
    found = entries.paged([AuditEntry(**dict(zip(names, row, strict=True))) for row in told])
    audit.note(
        Event.LOOKERS,
        customers=[customer_id] if found.items else (),
        subject_type="customer",
        subject_id=customer_id,
    )
    return found


def who_saw(  # noqa: PLR0913 - keywords that say what is asked
    actor: User,
    generation: Generation | None,
    *,
    customers: Sequence[str],
    since: dt.datetime,
    until: dt.datetime,
    before: Before = None,
) -> Entries:
    """Return the entries about up to 200 customers, newest first; PermissionDenied, ValueError beyond 200."""
    _allowed(actor)
    if len(customers) > MOST:
        raise ValueError(f"{len(customers)} customers are too many for one question: ask for {MOST} at most.")
    scopes.of(actor, generation)
    found = entries.about(customers=customers, since=since, until=until, before=before)
    audit.note(Event.AUDIT, customers=customers, subject_type="customer", detail=_asked(since, until))
    return found


def of_user(  # noqa: PLR0913 - keywords that say what is asked
    actor: User,
    generation: Generation | None,
    *,
    user_id: int,
    since: dt.datetime,
    until: dt.datetime,
    before: Before = None,
) -> Entries:
    """Return what one account did and saw, newest first; PermissionDenied."""
    _allowed(actor)
    scopes.of(actor, generation)
    found = entries.by(user_id=user_id, since=since, until=until, before=before)
    audit.note(Event.AUDIT, subject_type="account", subject_id=str(user_id), detail=_asked(since, until))
    return found


def affected(
    actor: User, generation: Generation | None, *, user_id: int | None, since: dt.datetime, until: dt.datetime
) -> tuple[Concerned, ...]:
    """Return every customer whom an account (or, None, anybody) saw in that time, for a breach (C-09)."""
    _allowed(actor)
    scopes.of(actor, generation)
    found = entries.concerned(user_id=user_id, since=since, until=until)
    about = "" if user_id is None else str(user_id)
    audit.note(Event.AUDIT, subject_type="account", subject_id=about, detail=_asked(since, until))
    return found


def _allowed(actor: User) -> None:
    if not (actor.is_active and may(actor.role, Thing.AUDIT_ENTRY, Action.SEARCH)):
        raise PermissionDenied


def _asked(since: dt.datetime, until: dt.datetime) -> dict[str, str]:
    return {"since": since.isoformat(), "until": until.isoformat()}
