"""Read what people did: it counts for who made it, also when the customer has moved on since (KPI-03)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

_DAYS = """
    SELECT staff_id, contact_on, count(DISTINCT who), count(DISTINCT who) FILTER (WHERE two_way)
    FROM tilth_made(%s, %s, %s) GROUP BY staff_id, contact_on
    UNION ALL SELECT rm_id, NULL, names, 0 FROM tilth_answered(%s)
"""
_WEEK = """
    SELECT count(DISTINCT (who, contact_on)), count(DISTINCT (who, contact_on)) FILTER (WHERE two_way),
        count(DISTINCT who) FILTER (WHERE two_way AND familiar),
        count(DISTINCT who) FILTER (WHERE two_way AND NOT familiar),
        count(DISTINCT (who, contact_on)) FILTER (WHERE two_way AND lifecycle = 'new'),
        count(DISTINCT (who, contact_on)) FILTER (WHERE two_way AND lifecycle <> 'new')
    FROM tilth_made(%s, %s, %s)
"""


class Names(NamedTuple):
    """Customers whom somebody dialled on a day; or names of tonight's list with a result, whoever called."""

    staff_id: str
    day: dt.date | None
    """None: names of tonight's list of this manager."""
    dialled: int
    """Contacts and attempts, each customer once."""
    contacts: int
    """Two-way contacts among them (KPI-03)."""


class Counted(NamedTuple):
    """Somebody's work in a period, each customer once a day; sides and lifecycles are those of tonight."""

    dialled: int
    contacts: int
    """Two-way, as are all that follow."""
    familiar: int
    unfamiliar: int
    new: int
    existing: int


def by_day(staff_ids: Sequence[str], *, since: dt.date, until: dt.date) -> list[Names]:
    """Return what was done a day and tonight, for whom the entered actor is or leads; one query."""
    staff = list(staff_ids)
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [staff, since, until, staff])
        return [Names(*row) for row in cursor.fetchall()]


def counted(staff_ids: Iterable[str], *, since: dt.date, until: dt.date) -> Counted:
    """Return the contacts of people whom the entered actor is or leads, in one sum; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WEEK, [list(staff_ids), since, until])
        return Counted(*(cursor.fetchone() or (0,) * 6))
