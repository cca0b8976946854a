"""What the statements have in common that make due items after a night is published, as the owner."""

import datetime as dt
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
STOPPED = """
    c.closed_on <= {day} OR c.restricted OR c.one_with IS NOT NULL
    OR c.kind = 'person' AND c.birth_date + make_interval(years => %(of_age)s) > {day}
    OR EXISTS (SELECT FROM tilth_suppression s WHERE s.customer_id = c.customer_id AND s.lifted_at IS NULL
        AND s.starts_on <= {day} AND (s.ends_on IS NULL OR s.ends_on >= {day}))
"""
"""A customer `c` is to be left alone on a day: gone, restricted, a minor, stopped."""
AWAY = "c.rm_id IS NULL OR " + STOPPED.format(day="%(morning)s")
"""The same on a morning, or nobody's."""


def generation(connection: Connection) -> int:
    """Return the number of the publication on show; 0 before the first."""
    row = connection.execute("SELECT current_id FROM tilth_publication").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


TAKEN_BACK = """
    o.state = 'stopped' AND o.made_by_id IS NULL AND o.made_at IN (
        SELECT (r.report -> '{part}' ->> 'at')::timestamptz FROM tilth_run_report r
        WHERE r.status = 'taken_back')
"""
"""An item `o` of a night that was taken back: it is as if it had never been made."""
_UNMADE = {
    "greetings": ("tilth_greeting", "stopped", "done_at"),
    "follow_ups": ("tilth_follow_up", "stopped", "done_at"),
    "care_plans": ("tilth_care_plan", "ended", "ended_at"),
}
"""What the nights make due: the part of the report, the table, how it ends, and the moment of that."""
_FIRST = {"tilth_care_plan": "CASE why WHEN '' THEN 'running' ELSE 'paused' END"}
"""In which state what the night ended was before; else open."""
_AGAIN = """
    UPDATE {table} SET state = {first}, {moment} = NULL
    WHERE state = '{end}' AND {moment} = ANY (%(then)s) AND voided_at IS NULL {unless}
"""
_STOP = """
    UPDATE {table} SET state = '{end}', {moment} = %(at)s
    WHERE made_at = ANY (%(then)s) AND made_by_id IS NULL AND voided_at IS NULL AND {moment} IS NULL
"""


def take_back(connection: Connection, *, made: dict[str, list[dt.datetime]], at: dt.datetime) -> int:
    """Undo what nights did at these moments, by part: end what they made, open what they stopped.

    Returns how many rows changed. What somebody has done since stays: a greeting that was sent, a follow-up
    that a talk settled. In the caller's transaction; the owner's connection.
    """
    changed = 0
    for part, (table, end, moment) in _UNMADE.items():
        # a plan that a talk carried out to its end was not ended by the night
        unless = "AND next_on <= coalesce(ends_on, next_on)" if table == "tilth_care_plan" else ""
        for statement in (_AGAIN, _STOP):
            text = statement.format(
                table=table, end=end, moment=moment, unless=unless, first=_FIRST.get(table, "'open'")
            )
            changed += connection.execute(text, {"then": made.get(part, []), "at": at}).rowcount
    return changed
