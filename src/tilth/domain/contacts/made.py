"""Read what people did: it counts for who made it, also when the customer has moved on since (KPI-03)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import DateTimeField, OuterRef, Q, Value
from django.db.models.functions import Cast

from tilth.access.ahead import Raw
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
WEEK = Raw(
    """
    SELECT count(DISTINCT one), count(DISTINCT one) FILTER (WHERE two_way),
        count(DISTINCT who) FILTER (WHERE two_way AND familiar),
        count(DISTINCT who) FILTER (WHERE two_way AND NOT familiar),
        count(DISTINCT one) FILTER (WHERE two_way AND lifecycle = 'new'),
        count(DISTINCT one) FILTER (WHERE two_way AND lifecycle <> 'new'),
        count(DISTINCT one) FILTER (WHERE two_way AND outcome = 'appointment')
    FROM (SELECT *, (staff_id, who, contact_on) AS one FROM tilth_made(%s, %s, %s)) AS work
    """,
    *("bigint",) * 7,
)
"""Contacts of some people in a period, in one sum: `Counted`."""

_TALKS = """
    WITH talk AS (
        SELECT staff_id, who, contact_on, purpose, familiar, lifecycle,
            bool_or(outcome = 'appointment') AS made
        FROM tilth_made(%s, %s, %s) WHERE two_way
        GROUP BY staff_id, who, contact_on, purpose, familiar, lifecycle),
    work AS (
        SELECT staff_id, familiar, CASE WHEN lifecycle = 'new' THEN 'new' ELSE 'existing' END AS age,
            lifecycle IS NOT NULL AS known, bool_or(made) AS made
        FROM talk GROUP BY staff_id, who, contact_on, familiar, lifecycle)
    SELECT staff_id, '', count(*), count(*) FILTER (WHERE made) FROM work GROUP BY staff_id
    UNION ALL SELECT '', CASE WHEN familiar THEN 'familiar' ELSE 'unfamiliar' END, count(*),
        count(*) FILTER (WHERE made) FROM work WHERE known GROUP BY familiar
    UNION ALL SELECT '', age, count(*), count(*) FILTER (WHERE made) FROM work WHERE known GROUP BY age
    UNION ALL SELECT '', purpose, count(*), count(*) FILTER (WHERE made) FROM talk GROUP BY purpose
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


def after(day: dt.date | OuterRef) -> Q:
    """Return the condition of a contact made after a day of the bank, which a customer's index answers.

    A contact's day follows from its moment; that is not before the day after `day` begins, anywhere on earth
    later than midnight of `day` in the connection's zone. So a long history is not read through.
    """
    midnight = Cast(day if isinstance(day, OuterRef) else Value(day), DateTimeField())
    return Q(contact_on__gt=day, contacted_at__gte=midnight)


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
    """Contacts in a period, each customer once a day: of somebody, or of all these people in one part."""

    staff_id: str
    """Empty for a part of the work of all."""
    part: str
    """A side, new or existing as of tonight, or what the contact was for; empty for all of somebody's."""
    contacts: int
    appointed: int
    """Of these, those in which an appointment was made (B1)."""


def talks(staff_ids: Sequence[str], *, since: dt.date, until: dt.date) -> list[Talks]:
    """Return how many contacts made an appointment, of people whom the actor is or leads; one query.

    Customers whom tonight's data do not name belong to no side; who was contacted for two purposes on a day
    counts in both.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TALKS, [list(staff_ids), since, until])
        return [Talks(*row) for row in cursor.fetchall()]


def counted(staff_ids: Iterable[str], *, since: dt.date, until: dt.date) -> Counted:
    """Return the contacts of people whom the entered actor is or leads, in one sum; one query."""
    return Counted(*WEEK.rows(list(staff_ids), since, until)[0])
