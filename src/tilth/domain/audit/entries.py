"""Entries of the audit as rows, newest first; who may ask is decided in `queries`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tilth.access.audit import Event
from tilth.data.models import User

PAGE = 100

_FOUND = """
    WITH found AS MATERIALIZED (
        SELECT e.id, e.at, e.action, e.user_id, e.staff_id, e.role, e.address, e.subject_type, e.subject_id,
            e.why, e.customer_ids
        FROM tilth_audit_entry e WHERE {whose})
    SELECT f.id, f.at, f.action, f.user_id, u.name, f.staff_id, f.role, f.address, f.subject_type,
        f.subject_id, f.why, {customers}
    FROM found f LEFT JOIN tilth_user u ON u.id = f.user_id
    WHERE f.at >= %(since)s AND f.at < %(until)s
        AND (%(before_at)s::timestamptz IS NULL OR (f.at, f.id) < (%(before_at)s, %(before_id)s))
    ORDER BY f.at DESC, f.id DESC LIMIT %(limit)s
"""
# Customers: a function, because under row-level security no index may serve the comparison of arrays.
_ABOUT = (
    "SELECT * FROM tilth_about(%(customers)s, %(since)s, %(until)s, %(before_at)s, %(before_id)s, %(limit)s)"
)
_BY = _FOUND.format(
    whose="e.user_id = %(user)s AND e.at >= %(since)s AND e.at < %(until)s", customers="f.customer_ids"
)
_CONCERNED = """
    SELECT c, count(*), min(at), max(at) FROM (
        SELECT unnest(e.customer_ids) COLLATE "C" AS c, e.at FROM tilth_audit_entry e
        WHERE (%(user)s::bigint IS NULL OR e.user_id = %(user)s) AND e.at >= %(since)s AND e.at < %(until)s
    ) told GROUP BY c ORDER BY c
"""


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One entry: when, what, who, about whom of those asked for."""

    id: int
    at: dt.datetime
    action: str
    user_id: int | None
    name: str | None
    """The account's name; empty for the nightly run and commands."""
    staff_id: str | None
    role: str
    why: str
    address: str = ""
    subject_type: str = ""
    subject_id: str = ""
    customers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entries:
    """One page of entries and where the next begins, None when there is none."""

    items: tuple[AuditEntry, ...]
    following: tuple[dt.datetime, int] | None


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """One customer whom entries tell about: how many, the first and the last."""

    customer_id: str
    entries: int
    first: dt.datetime
    last: dt.datetime


Before = tuple[dt.datetime, int] | None


def about(
    *, customers: Sequence[str], since: dt.datetime, until: dt.datetime, before: Before = None
) -> Entries:
    """Return the entries that concern any of the customers, from `since` to before `until`."""
    return _page(_ABOUT, {"customers": sorted(set(customers)), **_window(since, until, before)})


def by(*, user_id: int, since: dt.datetime, until: dt.datetime, before: Before = None) -> Entries:
    """Return what one account did and saw, from `since` to before `until`."""
    return _page(_BY, {"user": user_id, **_window(since, until, before)})


def concerned(*, user_id: int | None, since: dt.datetime, until: dt.datetime) -> tuple[Concerned, ...]:
    """Return the customers whom one account, or anybody, saw or changed in that time (C-09)."""
    with connection.cursor() as cursor:
        cursor.execute(_CONCERNED, {"user": user_id, "since": since, "until": until})
        rows = cursor.fetchall()
    return tuple(Concerned(customer_id=row[0], entries=row[1], first=row[2], last=row[3]) for row in rows)


def paused(items: Sequence[AuditEntry]) -> dict[str, str]:
    """Return number → user name of the accounts whose sign-in was paused; no query where there are none."""
    numbers = [one.subject_id for one in items if one.action == Event.PAUSE and one.subject_id]
    found = User.objects.filter(pk__in=numbers).values_list("pk", "username") if numbers else ()
    return {str(number): name for number, name in found}


def paged(items: Sequence[AuditEntry]) -> Entries:
    """Cut what was read for one page, which is one more than it shows."""
    page = tuple(items[:PAGE])
    return Entries(items=page, following=(page[-1].at, page[-1].id) if len(items) > PAGE else None)


def _window(since: dt.datetime, until: dt.datetime, before: Before) -> dict[str, Any]:
    at, number = before or (None, None)
    return {"since": since, "until": until, "before_at": at, "before_id": number, "limit": PAGE + 1}


def _page(statement: str, values: dict[str, Any]) -> Entries:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return paged([_entry(row) for row in cursor.fetchall()])


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    number, at, action, user_id, name, staff_id, role, address, kind, subject, why, customers = row
    return AuditEntry(
        id=number,
        at=at,
        action=action,
        user_id=user_id,
        name=name,
        staff_id=staff_id,
        role=role,
        why=why,
        address=address,
        subject_type=kind,
        subject_id=subject,
        customers=tuple(customers),
    )
