"""Let rows go whose period is over: what the preview counted, batch by batch, each in its own transaction."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from tilth.domain.retention import asking, queries
from tilth.domain.retention.asking import Connection, Table
from tilth.kernel.errors import TilthError
from tilth.vault import marks
from tilth.vault.ring import Ring

BATCH = 1000
"""Rows of one transaction; the rows of one customer in one table go together, so it may be a few more."""
_LOCK = 7116405283413
"""Of the sweep, in the whole database: two at once would stand in each other's way."""
OnStep = Callable[[str, int, int], None]
"""Told table, rows gone so far, rows that go."""
_GOING = (
    "SELECT q.key::text, q.customer_id, q.day FROM ({question}) q WHERE q.goes ORDER BY q.customer_id, q.key"
)
_HELD = """
    SELECT h.customer_id FROM tilth_hold h
    WHERE h.customer_id = ANY (%s) AND h.lifted_at IS NULL AND h.voided_at IS NULL
"""
Row = tuple[str, str | None, dt.date]


class SweepRunsError(TilthError):
    """Another sweep has not ended yet."""

    def __init__(self) -> None:
        super().__init__("Another sweep runs: wait for its end, or stop it; what it did stays done.")


@dataclass(frozen=True, kw_only=True)
class _Sweep:
    """One sweep: the day by which it judges, the tables in their order, and with what it signs."""

    connection: Connection
    tables: tuple[Table, ...]
    day: dt.date
    ring: Ring
    on_step: OnStep


def sweep(
    connection: Connection, *, ring: Ring, on_step: OnStep = lambda _table, _gone, _of: None
) -> dict[str, int]:
    """Let go what `queries.preview` counts, and return how many rows of each table went.

    Interrupted, it goes on where it stopped when it is called again. The connection is in no transaction.
    Raises NoNightError, SweepRunsError.
    """
    if connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone() != (True,):
        connection.rollback()
        raise SweepRunsError
    connection.commit()
    try:
        counted = queries.preview(connection)
        going = {line.table: line.going for line in counted.lines if line.going}
        all_ = asking.tables(connection)
        connection.commit()
        run = _Sweep(connection=connection, tables=all_, day=counted.day, ring=ring, on_step=on_step)
        return {one.name: _table(run, one, going[one.name]) for one in all_ if one.name in going}
    finally:
        connection.rollback()
        connection.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        connection.commit()


def _table(run: _Sweep, table: Table, going: int) -> int:
    gone = 0
    for batch in _batches(_going(run, table)):
        with run.connection.transaction():
            gone += _batch(run, table, batch)
        run.on_step(table.name, gone, going)
    return gone


def _going(run: _Sweep, table: Table) -> Iterator[Row]:
    """Yield the rows that go, customer by customer, as they stood when the table's turn came."""
    asked = _GOING.format(question=asking.question(run.tables, table))
    with run.connection.cursor(name="tilth_sweep", withhold=True) as cursor:
        cursor.execute(asked, {"day": run.day})
        run.connection.commit()
        yield from cursor


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Yield them some at a time, never half of a customer's."""
    batch: list[Row] = []
    for row in rows:
        if len(batch) >= BATCH and (row[1] is None or row[1] != batch[-1][1]):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _batch(run: _Sweep, table: Table, batch: list[Row]) -> int:
    """Let one batch go; who has been held since the count stays."""
    run.connection.execute("SET LOCAL statement_timeout = 0")
    run.connection.execute("LOCK TABLE tilth_hold IN SHARE MODE")
    customers = sorted({one[1] for one in batch if one[1] is not None})
    held = {found[0] for found in run.connection.execute(_HELD, [customers]).fetchall()}
    rows = [one for one in batch if one[1] not in held]
    if rows:
        keys = [key for key, _, _ in rows]
        detail = Jsonb(marks.marked(run.ring, marks.SWEEP, table.name, _told(run, table, rows)))
        run.connection.execute("SELECT tilth_sweep(%s, %s, %s, %s)", [table.name, table.key, keys, detail])
    return len(rows)


def _told(run: _Sweep, table: Table, rows: list[Row]) -> dict[str, Any]:
    """Return what the audit keeps of a batch: rule, days and keys; no customer number, no value."""
    days = [own for _, _, own in rows]
    return {
        "rule": table.answer.rule,
        "day": run.day.isoformat(),
        "rows": len(rows),
        "oldest": min(days).isoformat(),
        "newest": max(days).isoformat(),
        "keys": [key for key, _, _ in rows],
    }
