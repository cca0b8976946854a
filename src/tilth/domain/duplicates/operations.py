"""Keep the pairs that comparing all customers found; what people said about a pair stands (IDN-02)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from psycopg.types.json import Jsonb

from tilth.domain.of_night import Connection
from tilth.kernel.ids import uuid7
from tilth.policy.duplicates.evidence import Pair

_FOUND = """
    DROP TABLE IF EXISTS pg_temp.found;
    CREATE TEMPORARY TABLE found (id uuid, customer_id text, other_id text, weight numeric(7, 2), told jsonb)
    ON COMMIT DROP
"""
_SAME = """
    d.voided_at IS NULL AND least(d.customer_id, d.other_id) = f.customer_id
        AND greatest(d.customer_id, d.other_id) = f.other_id
"""
_GONE = f"""
    DELETE FROM tilth_duplicate d WHERE d.found = 'scan' AND d.state = 'open' AND d.voided_at IS NULL
        AND NOT EXISTS (SELECT FROM found f WHERE {_SAME})
"""  # noqa: S608 - parts of this file alone
_CHANGED = f"""
    UPDATE tilth_duplicate d SET weight = f.weight, told = f.told, found_on = %(day)s
    FROM found f WHERE {_SAME} AND (d.weight IS DISTINCT FROM f.weight OR d.told <> f.told)
"""  # noqa: S608 - parts of this file alone
_NEW = f"""
    INSERT INTO tilth_duplicate (id, customer_id, staff_id, made_at, other_id, found, found_on, weight, told,
        state, note)
    SELECT f.id, f.customer_id, coalesce(c.rm_id, ''), %(at)s, f.other_id, 'scan', %(day)s, f.weight, f.told,
        'open', ''
    FROM found f JOIN published_customer c
        ON c.generation = %(generation)s AND c.customer_id = f.customer_id
    WHERE NOT EXISTS (SELECT FROM tilth_duplicate d WHERE {_SAME})
"""  # noqa: S608 - parts of this file alone


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a comparison changed."""

    new: int
    changed: int
    gone: int
    """Pairs that nobody had looked at and that are not alike any more."""


def keep(
    connection: Connection, pairs: Iterable[Pair], *, generation: int, day: dt.date, at: dt.datetime
) -> Kept:
    """Store the pairs of the customers of a night; in the caller's transaction, the owner's connection.

    A pair that somebody has decided stays decided; its points are those of now. Again it changes nothing.
    """
    told = {"generation": generation, "day": day, "at": at}
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE tilth_duplicate IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_FOUND)
        with cursor.copy("COPY found FROM STDIN") as copy:
            for one in pairs:
                copy.write_row(_row(one))
        gone = cursor.execute(_GONE).rowcount
        changed = cursor.execute(_CHANGED, told).rowcount
        new = cursor.execute(_NEW, told).rowcount
    return Kept(new=new, changed=changed, gone=gone)


def _row(one: Pair) -> tuple[object, ...]:
    told = [(code, level, _rounded(points)) for code, level, points in one.told]
    return uuid7(), one.customer_id, one.other_id, Decimal(f"{one.weight:.2f}"), Jsonb(told)


def _rounded(points: float) -> float:
    """Return points as a page shows them; −0 is 0."""
    return round(points, 1) + 0.0
