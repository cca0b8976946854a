"""The chain, read link by link and hashed again: where does it break first?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg

from tilth.data.security import audit

Connection = psycopg.Connection[tuple[Any, ...]]
Head = tuple[dt.date, int, bytes]
"""A link that was seen outside the database: day, number, hash."""
_AT_ONCE = 100_000
"""Links checked by one statement: bounded memory, whatever the length of a day."""

MOST = 100
"""Breaks of one part of the chain, and heads, that are named."""

_DAYS = """
    SELECT day, max(number) FROM tilth_audit_link
    WHERE %(day)s::date IS NULL OR day = %(day)s GROUP BY day ORDER BY day
"""
_BEFORE = "SELECT hash FROM tilth_audit_link WHERE day < %s ORDER BY day DESC, number DESC LIMIT 1"
_LAST = """
    SELECT number, hash FROM tilth_audit_link WHERE day = %s AND number <= %s ORDER BY number DESC LIMIT 1
"""
# The bounds of the entries' numbers keep this to one pass over a part of either table.
_PART = f"""
    WITH part AS MATERIALIZED (
        SELECT number, entry_id, hash, lag(hash, 1, %(hash)s::bytea) OVER w AS previous,
            lag(number, 1, %(number)s::bigint) OVER w AS above
        FROM tilth_audit_link WHERE day = %(day)s AND number > %(after)s AND number <= %(until)s
        WINDOW w AS (ORDER BY number)
    ), told AS (
        SELECT e.* FROM tilth_audit_entry e WHERE e.id BETWEEN %(first)s AND %(last)s
    )
    SELECT p.number, p.above, CASE WHEN p.number <> p.above + 1 THEN 'gap' WHEN e.id IS NULL THEN 'gone'
        WHEN (e.at AT TIME ZONE 'Asia/Shanghai')::date > %(day)s THEN 'day' ELSE 'changed' END
    FROM part p LEFT JOIN told e ON e.id = p.entry_id
    WHERE p.number <> p.above + 1 OR e.id IS NULL OR (e.at AT TIME ZONE 'Asia/Shanghai')::date > %(day)s
        OR p.hash IS DISTINCT FROM {
    audit.hashed(previous="p.previous", day="%(day)s::date", number="p.number", entry="e")
}
    ORDER BY p.number LIMIT {MOST}
"""  # noqa: S608 - its parts are texts of this program
_RANGE = """
    SELECT min(entry_id), max(entry_id) FROM tilth_audit_link
    WHERE day = %(day)s AND number > %(after)s AND number <= %(until)s
"""
_SENTENCES = {
    "gone": "link {number} has no entry any more: it was deleted",
    "day": "link {number} lies before the moment of its own entry",
    "changed": "link {number} does not follow from the link before it and its entry: one of them was changed",
}
_UNLINKED = """
    SELECT e.id, e.at FROM tilth_audit_entry e
    WHERE NOT EXISTS (SELECT FROM tilth_audit_link l WHERE l.entry_id = e.id) ORDER BY e.id LIMIT %s
"""
_COUNTS = "SELECT (SELECT count(*) FROM tilth_audit_entry), (SELECT count(*) FROM tilth_audit_link)"
_HEADS = """
    SELECT h.day, h.number, l.hash IS NULL, (SELECT count(*) FROM tilth_audit_link own WHERE own.day = h.day)
    FROM unnest(%s::date[], %s::bigint[], %s::bytea[]) AS h (day, number, hash)
    LEFT JOIN tilth_audit_link l USING (day, number)
    WHERE l.hash IS DISTINCT FROM h.hash ORDER BY h.day, h.number LIMIT 1
"""


def links(connection: Connection, *, day: dt.date | None = None) -> Iterator[str]:
    """Yield every break of the chain, or of one day's links, as a sentence, up to 100 in 100,000 links."""
    hashed = audit.GENESIS
    if day is not None:
        before = connection.execute(_BEFORE, [day]).fetchone()
        hashed = audit.GENESIS if before is None else before[0]
    for one, last in connection.execute(_DAYS, {"day": day}).fetchall():
        number = after = 0
        while after < last:
            values = {"day": one, "after": after, "until": after + _AT_ONCE, "number": number, "hash": hashed}
            for broken in _part(connection, values):
                yield f"{one}, {broken}."
            after += _AT_ONCE
            found = connection.execute(_LAST, [one, after]).fetchone()
            number, hashed = (number, hashed) if found is None else found


def unlinked(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every entry that is in no link, up to 100: it came in beside the door."""
    counted = connection.execute(_COUNTS).fetchone()
    if counted is None or counted[0] == counted[1]:
        return
    found = connection.execute(_UNLINKED, [MOST]).fetchall()
    if not found:
        yield f"{counted[1]} links stand for {counted[0]} entries: links were inserted."
    for number, at in found:
        day = at.astimezone(dt.UTC).date()
        yield f"{day}, entry {number} is in no link of the chain: it came in beside the audit's function."


def outside(connection: Connection, heads: Iterable[Head]) -> Iterator[str]:
    """Yield a sentence for the first head, seen outside the database, that is not in the chain any more."""
    known = list(heads)
    columns = [[head[position] for head in known] for position in range(3)]
    found = connection.execute(_HEADS, columns).fetchone()
    if found is None:
        return
    day, number, missing, present = found
    if missing:
        yield f"{day}, link {number} was seen outside, but the day ends at link {present}: it was cut off."
    else:
        yield f"{day}, link {number} is not the one that was seen outside: the chain was made anew."


def entries(connection: Connection, *, day: dt.date | None = None) -> int:
    """Return how many links there are, of one day or of all."""
    statement = "SELECT count(*) FROM tilth_audit_link WHERE %(day)s::date IS NULL OR day = %(day)s"
    found = connection.execute(statement, {"day": day}).fetchone()
    return 0 if found is None else int(found[0])


def _part(connection: Connection, values: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with each broken link of a part."""
    first, last = connection.execute(_RANGE, values).fetchone() or (None, None)
    for number, above, what in connection.execute(_PART, {**values, "first": first, "last": last}).fetchall():
        yield f"link {above + 1} is missing" if what == "gap" else _SENTENCES[what].format(number=number)
