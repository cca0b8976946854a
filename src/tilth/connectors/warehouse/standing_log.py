"""The log of tiers and lifecycles: what the points of one night say otherwise than those of the night before.

It is written with the publication, in its transaction: the nights that were loaded anew, and the night after
each of them, whose night before is another now.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import psycopg

KEPT_DAYS = 3_653
"""Ten years: longer than the points, of which only the changes stay."""
_AFFECTED = """
    SELECT id, was FROM (
        SELECT id, business_date, lag(id) OVER (ORDER BY business_date) AS was,
            lag(business_date) OVER (ORDER BY business_date) AS day_before
        FROM tilth_point_night
    ) n WHERE was IS NOT NULL AND (business_date = ANY (%(days)s) OR day_before = ANY (%(days)s))
"""
_FORGET = """
    DELETE FROM tilth_standing_change
    WHERE changed_on = (SELECT business_date FROM tilth_point_night WHERE id = %(night)s)
"""
_WRITE = """
    INSERT INTO tilth_standing_change (customer_id, changed_on, what, before, after)
    SELECT customer_id, now_.business_date, one.what, one.before, one.after
    FROM published_point was JOIN published_point now_ USING (customer_id)
    CROSS JOIN LATERAL (VALUES
        ('tier', was.tier, now_.tier), ('lifecycle', was.lifecycle, now_.lifecycle)
    ) AS one (what, before, after)
    WHERE was.night = %(was)s AND now_.night = %(night)s AND one.before <> one.after
"""
_LATER = "DELETE FROM tilth_standing_change WHERE changed_on > %s"
_OLDER = """
    DELETE FROM tilth_standing_change
    WHERE changed_on <= (SELECT max(business_date) - %s::integer FROM tilth_point_night)
"""
Connection = psycopg.Connection[tuple[Any, ...]]


def write(connection: Connection, days: Sequence[dt.date]) -> None:
    """Write down what changed on these nights and on those after them; in the caller's transaction."""
    for night, was in connection.execute(_AFFECTED, {"days": list(days)}).fetchall():
        values = {"night": night, "was": was}
        connection.execute(_FORGET, values)
        connection.execute(_WRITE, values)


def forget(connection: Connection, *, after: dt.date) -> None:
    """Forget what nights later than that changed; in the caller's transaction."""
    connection.execute(_LATER, [after])


def sweep(connection: Connection) -> None:
    """Drop what is older than is kept; in autocommit."""
    connection.execute(_OLDER, [KEPT_DAYS])
