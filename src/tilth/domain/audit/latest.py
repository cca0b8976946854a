"""The newest entries, and how the chain stands."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from tilth.access import audit
from tilth.access.audit import Event
from tilth.data.models import User
from tilth.domain import bank
from tilth.domain.audit import entries
from tilth.domain.audit.entries import AuditEntry, Before, Entries
from tilth.policy.permissions import Action, Thing, may

RECENTLY = dt.timedelta(days=7)
_TODAY = "SELECT (tilth_clock() AT TIME ZONE 'Asia/Shanghai')::date"
_NEWEST = """
    SELECT f.id, f.at, f.action, f.user_id, u.name, f.staff_id, f.role, f.address, f.subject_type,
        f.subject_id, f.why, f.customer_ids
    FROM (SELECT * FROM tilth_audit_entry e
        WHERE e.at >= %(since)s AND e.at < %(until)s AND (%(action)s = '' OR e.action = %(action)s)
            AND (%(at)s::timestamptz IS NULL OR (e.at, e.id) < (%(at)s, %(id)s))
        ORDER BY e.at DESC, e.id DESC LIMIT %(limit)s) f
    LEFT JOIN tilth_user u ON u.id = f.user_id ORDER BY f.at DESC, f.id DESC
"""
# A verification is a command's doing: nobody is its user, and the index by person finds the few such entries.
_VERIFIED = """
    SELECT at,
        CASE WHEN pg_input_is_valid(detail ->> 'broken', 'integer') THEN (detail ->> 'broken')::integer
            ELSE 0 END
    FROM tilth_audit_entry
    WHERE user_id IS NULL AND action = 'verify' AND at >= tilth_clock() - %s::interval
    ORDER BY at DESC LIMIT 1
"""
_HEAD_PARTS = 6
_TAIL = 4096
"""Bytes read from the end of the file of heads: more than one line has."""


@dataclass(frozen=True, kw_only=True)
class Chain:
    """How the chain stands: when it was last verified, and its last head outside the database."""

    verified_at: dt.datetime | None
    """None: not within the last seven days."""
    broken: int
    """Findings of that verification."""
    head_day: str
    """Empty: no head was kept yet."""
    head_number: int
    head_at: dt.datetime | None


def today() -> dt.date:
    """Return the day of the audit's own clock, which no setting of the pages moves."""
    with connection.cursor() as cursor:
        cursor.execute(_TODAY)
        found: dt.date = (cursor.fetchone() or (dt.date.min,))[0]
    return found


def newest(
    actor: User, *, action: str, since: dt.datetime, until: dt.datetime, before: Before = None
) -> Entries:
    """Return entries of one kind, or of all, newest first; PermissionDenied; asking is audited."""
    if not (actor.is_active and may(actor.role, Thing.AUDIT_ENTRY, Action.SEARCH)):
        raise PermissionDenied
    found = entries.paged(rows(action=action, since=since, until=until, before=before))
    audit.note(Event.AUDIT, detail={"action": action, "since": since.isoformat(), "until": until.isoformat()})
    return found


def rows(
    *,
    action: str,
    since: dt.datetime,
    until: dt.datetime,
    before: Before = None,
    limit: int = entries.PAGE + 1,
) -> list[AuditEntry]:
    """Return at most `limit` entries, newest first; who may ask was decided before."""
    at, number = before or (None, None)
    values: dict[str, Any] = {"since": since, "until": until, "action": action, "at": at, "id": number}
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {**values, "limit": limit})
        found = cursor.fetchall()
    names = ("id", "at", "action", "user_id", "name", "staff_id", "role", "address", "subject_type")
    more = ("subject_id", "why", "customers")
    made = (dict(zip((*names, *more), row, strict=True)) for row in found)
    return [AuditEntry(**{**row, "customers": tuple(row["customers"])}) for row in made]


def chain() -> Chain:
    """Return how the chain stands; one query, and the end of the file of heads."""
    with connection.cursor() as cursor:
        cursor.execute(_VERIFIED, [f"{RECENTLY.days} days"])
        verified_at, broken = cursor.fetchone() or (None, 0)
    day, number, at = _head(settings.TILTH_DATA / bank.settings_of_bank().audit.heads)
    return Chain(verified_at=verified_at, broken=broken, head_day=day, head_number=number, head_at=at)


def _head(path: Path) -> tuple[str, int, dt.datetime | None]:
    """Return day, number and moment of the last head; its mark is for `tilth audit verify` to judge."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            lines = file.read().decode("ascii", errors="replace").splitlines()
        parts = lines[-1].split(" ")
        if len(parts) != _HEAD_PARTS:
            return "", 0, None
        return parts[1], int(parts[2]), dt.datetime.fromisoformat(parts[4])
    except (OSError, ValueError, IndexError):
        return "", 0, None
