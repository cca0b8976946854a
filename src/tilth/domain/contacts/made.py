"""Read what people did: it counts for who made it, also when the customer has moved on since (KPI-03)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

_DAYS = """
    SELECT staff_id, contact_on, count(DISTINCT who) FROM tilth_made(%s, %s, %s)
    WHERE listed GROUP BY staff_id, contact_on
    UNION ALL SELECT rm_id, NULL, names FROM tilth_answered(%s)
"""
_WEEK = """
    SELECT count(*), count(*) FILTER (WHERE two_way),
        count(DISTINCT who) FILTER (WHERE familiar), count(DISTINCT who) FILTER (WHERE NOT familiar),
        count(*) FILTER (WHERE lifecycle = 'new'), count(*) FILTER (WHERE lifecycle <> 'new')
    FROM tilth_made(%s, %s, %s)
"""


class Names(NamedTuple):
    """Names of lists with a result: somebody's on a day, or of tonight's list whoever called them."""

    staff_id: str
    day: dt.date | None
    """None: names of tonight's list of this manager."""
    number: int


class Counted(NamedTuple):
    """Somebody's contacts in a period; customers by side and contacts by lifecycle are as known tonight."""

    made: int
    connected: int
    familiar: int
    unfamiliar: int
    new: int
    existing: int


def by_day(staff_ids: Sequence[str], *, since: dt.date, until: dt.date) -> list[Names]:
    """Return names of lists with a result, for whom the entered actor is or leads; one query."""
    staff = list(staff_ids)
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [staff, since, until, staff])
        return [Names(*row) for row in cursor.fetchall()]


def counted(staff_ids: Iterable[str], *, since: dt.date, until: dt.date) -> Counted:
    """Return the contacts of people whom the entered actor is or leads, in one sum; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WEEK, [list(staff_ids), since, until])
        return Counted(*(cursor.fetchone() or (0,) * 6))
