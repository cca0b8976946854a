"""Read what people did: it counts for who made it, also when the customer has moved on since (KPI-03)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from tilth.data.models import Contact

ANSWERED = ("connected", "refused", "call_back")
"""Outcomes of a call that somebody answered, whether or not a talk came of it."""
HEARD = Q(two_way=True) | Q(outcome__in=ANSWERED)
"""The condition of a contact that somebody answered."""
_DAYS = """
    SELECT staff_id, contact_on, count(DISTINCT who), count(DISTINCT who) FILTER (WHERE two_way)
    FROM tilth_made(%s, %s, %s) GROUP BY staff_id, contact_on
    UNION ALL SELECT rm_id, NULL, names, 0 FROM tilth_answered(%s)
"""
_WEEK = """
    SELECT count(DISTINCT one), count(DISTINCT one) FILTER (WHERE two_way),
        count(DISTINCT who) FILTER (WHERE two_way AND familiar),
        count(DISTINCT who) FILTER (WHERE two_way AND NOT familiar),
        count(DISTINCT one) FILTER (WHERE two_way AND lifecycle = 'new'),
        count(DISTINCT one) FILTER (WHERE two_way AND lifecycle <> 'new'),
        count(DISTINCT one) FILTER (WHERE two_way AND outcome = 'appointment')
    FROM (SELECT *, (staff_id, who, contact_on) AS one FROM tilth_made(%s, %s, %s)) AS work
"""

_TALKS = """
    SELECT staff_id, count(DISTINCT (who, contact_on)),
        count(DISTINCT (who, contact_on)) FILTER (WHERE outcome = 'appointment')
    FROM tilth_made(%s, %s, %s) WHERE two_way GROUP BY staff_id
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
    """Work in a period, each customer once a day and person; sides and lifecycles are those of tonight."""

    dialled: int
    contacts: int
    """Two-way, as are all that follow."""
    familiar: int
    unfamiliar: int
    new: int
    existing: int
    appointed: int
    """Contacts in which an appointment was made (B1)."""


def answered(row: Contact) -> bool:
    """Say whether somebody answered: a talk, or a word that it does not suit or is not wanted."""
    return row.two_way or row.outcome in ANSWERED


def by_day(staff_ids: Sequence[str], *, since: dt.date, until: dt.date) -> list[Names]:
    """Return what was done a day and tonight, for whom the entered actor is or leads; one query."""
    staff = list(staff_ids)
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [staff, since, until, staff])
        return [Names(*row) for row in cursor.fetchall()]


class Talks(NamedTuple):
    """Somebody's contacts in a period, each customer once a day."""

    staff_id: str
    contacts: int
    appointed: int
    """Of these, those in which an appointment was made (B1)."""


def talks(staff_ids: Sequence[str], *, since: dt.date, until: dt.date) -> list[Talks]:
    """Return how many contacts made an appointment, of people whom the actor is or leads; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_TALKS, [list(staff_ids), since, until])
        return [Talks(*row) for row in cursor.fetchall()]


def counted(staff_ids: Iterable[str], *, since: dt.date, until: dt.date) -> Counted:
    """Return the contacts of people whom the entered actor is or leads, in one sum; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WEEK, [list(staff_ids), since, until])
        return Counted(*(cursor.fetchone() or (0,) * len(Counted._fields)))
