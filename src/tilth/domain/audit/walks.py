"""Walks for those who watch over the audit: who was slowed or stopped, and the end of a stop."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tilth.access import audit
from tilth.access import walks as looking
from tilth.access.audit import Event
from tilth.data.models import User
from tilth.domain import bank
from tilth.policy import walks
from tilth.policy.permissions import Action, Thing, may

SHOWN = 100
SINCE = dt.timedelta(days=30)
_NUMBER = """
        CASE WHEN pg_input_is_valid(w.detail ->> '{0}', 'integer') THEN (w.detail ->> '{0}')::integer
            ELSE 0 END"""
"""A number of a detail, 0 where it does not read."""
_WALKS = """
    SELECT w.at, w.why, coalesce(w.detail ->> 'kind', ''), {done}, {limit}, u.id, u.name, b.name,
        w.why <> 'lifted' AND w.at > tilth_clock() - %(holds)s::interval
            AND NOT EXISTS (SELECT FROM tilth_audit_entry l
                WHERE l.action = 'walk' AND l.subject_id = w.subject_id AND l.why = 'lifted' AND l.id > w.id)
    FROM (SELECT e.* FROM tilth_audit_entry e
        WHERE e.action = 'walk' AND e.at >= tilth_clock() - %(since)s::interval
            AND (%(who)s = '' OR e.subject_id = %(who)s)
        ORDER BY e.at DESC, e.id DESC LIMIT %(limit)s) w
    LEFT JOIN tilth_user u ON u.id::text = w.subject_id
    LEFT JOIN tilth_user b ON b.id = w.user_id
    ORDER BY w.at DESC, w.id DESC
""".replace("{done}", _NUMBER.format("done")).replace("{limit}", _NUMBER.format("limit"))


class NothingToLiftError(LookupError):
    """Nobody holds this account back: nothing was stopped, it has ended, or somebody was quicker."""


class OwnStopError(PermissionError):
    """Nobody lifts a stop of the own account."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """One entry about a walk: somebody was slowed or stopped, or that was lifted."""

    at: dt.datetime
    level: str
    """slowed, stopped or lifted."""
    kind: str
    done: int
    limit: int
    account: int | None
    name: str
    """Whose walk it is."""
    by: str
    """Who lifted it; for the rest the same person."""
    until: dt.datetime | None
    """When a stop ends by itself."""
    holds: bool
    """Whether it holds the person back now."""


def recent(actor: User) -> tuple[Walk, ...]:
    """Return the newest walks of the last 30 days; PermissionDenied; asking is audited."""
    if not (actor.is_active and may(actor.role, Thing.AUDIT_ENTRY, Action.SEARCH)):
        raise PermissionDenied
    found = _walks("")
    audit.note(Event.AUDIT, detail={"action": Event.WALK})
    return found


@transaction.atomic
def lift(*, by: User, account: int) -> Walk:
    """End what holds an account back, at once; its acts count anew. The entry is the lift.

    PermissionDenied, OwnStopError, NothingToLiftError.
    """
    if not (by.is_active and may(by.role, Thing.AUDIT_ENTRY, Action.SEARCH)):
        raise PermissionDenied
    if by.pk == account:
        raise OwnStopError("Nobody lifts the own stop: ask somebody else who reads the audit.")
    held = next((walk for walk in _walks(str(account)) if walk.holds), None)
    if held is None:
        raise NothingToLiftError("Nothing holds this account back any more.")
    looking.tell(account, walks.LIFTED, kind=held.kind, done=held.done, limit=held.limit)
    return held


def _walks(who: str) -> tuple[Walk, ...]:
    rest = dt.timedelta(minutes=bank.settings_of_bank().walks.rest)
    values: dict[str, str | int] = {
        "since": f"{SINCE.days} days",
        "holds": f"{rest.total_seconds()} s",
        "who": who,
        "limit": SHOWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WALKS, values)
        return tuple(_walk(row, rest) for row in cursor.fetchall())


def _walk(row: tuple[Any, ...], rest: dt.timedelta) -> Walk:
    at, level, kind, done, limit, account, name, by, holds = row
    return Walk(
        at=at,
        level=level,
        kind=kind,
        done=done,
        limit=limit,
        account=account,
        name=name or "",
        by=by or "",
        until=at + rest if level == walks.STOPPED else None,
        holds=bool(holds),
    )
