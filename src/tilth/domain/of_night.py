"""What the statements have in common that make due items after a night is published, as the owner."""

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
