"""What people did during the day, out of PostgreSQL into the lake, for the night to read."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import adbc_driver_manager
import adbc_driver_postgresql.dbapi as adbc

from tilth.connectors.warehouse import deals, details
from tilth.kernel.errors import TilthError, one_line
from tilth.lake import arrow, parquet
from tilth.policy.profile.items import Item
from tilth.policy.subjects import DECLARED
from tilth.policy.subjects.kit import DeclarationError, Subject
from tilth.ports import operational
from tilth.ports.schema import Column, Kind, Table

_BY_HAND = {
    # Of two decisions in the same moment the one that refuses counts.
    "consents": """
        SELECT DISTINCT ON (customer_id, channel) customer_id, channel::text AS channel,
            decision::text AS decision, text_version::text AS text_version,
            (decided_at AT TIME ZONE 'Asia/Shanghai')::date AS decided_on
        FROM tilth_consent
        WHERE purpose = 'marketing' AND (decided_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
        ORDER BY customer_id, channel, decided_at DESC, decision = 'granted', id
    """,
    "preferences": """
        SELECT customer_id,
            ARRAY(SELECT DISTINCT part ->> 'weekday' FROM jsonb_array_elements(windows) AS part ORDER BY 1)
            AS weekdays
        FROM tilth_contact_preference WHERE $1::date IS NOT NULL
    """,
    # Handed over twice while the feed still names the first manager: both lead to the last one.
    "transfers": """
        WITH step AS (
            SELECT *, to_staff_id IS DISTINCT FROM lead(from_staff_id, 1, to_staff_id) OVER (
                PARTITION BY customer_id ORDER BY id) AS ends_here
            FROM tilth_transfer WHERE $1::date IS NOT NULL
        ), later AS (
            SELECT *, count(*) FILTER (WHERE ends_here) OVER (
                PARTITION BY customer_id ORDER BY id DESC) AS ends
            FROM step
        )
        SELECT customer_id, unnest(array_agg(DISTINCT from_staff_id)) AS from_staff_id,
            (array_agg(to_staff_id ORDER BY id DESC))[1] AS to_staff_id,
            (array_agg(to_branch_id ORDER BY id DESC) FILTER (WHERE to_branch_id IS NOT NULL))[1]
            AS to_branch_id
        FROM later WHERE ends = 0 GROUP BY customer_id
    """,
    # As it was at the end of the day: what was done or taken back later was still open.
    "promises": """
        SELECT id::text AS promise_id, customer_id, due_on,
            (extract(hour FROM due_at) * 60 + extract(minute FROM due_at))::bigint AS due_minute
        FROM tilth_task WHERE (made_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
            AND coalesce((done_at AT TIME ZONE 'Asia/Shanghai')::date > $1::date, true)
            AND coalesce((voided_at AT TIME ZONE 'Asia/Shanghai')::date > $1::date, true)
    """,
    # A step done or an appointment to which the customer came; a call put off was promised to nobody.
    "kept_promises": """
        SELECT customer_id, max((done_at AT TIME ZONE 'Asia/Shanghai')::date) AS kept_on
        FROM tilth_task WHERE kind IN ('task', 'appointment') AND coalesce(came = 'came', true)
            AND (done_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
            AND coalesce((voided_at AT TIME ZONE 'Asia/Shanghai')::date > $1::date, true)
        GROUP BY customer_id
    """,
    "number_marks": """
        SELECT customer_id, field::text AS field, number_index,
            min((marked_at AT TIME ZONE 'Asia/Shanghai')::date) AS marked_on
        FROM tilth_number_mark WHERE voided_at IS NULL
            AND (marked_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
        GROUP BY customer_id, field, number_index
    """,
    "reason_closures": """
        SELECT event_id, customer_id, (closed_at AT TIME ZONE 'Asia/Shanghai')::date AS closed_on
        FROM tilth_reason_closure WHERE voided_at IS NULL
            AND (closed_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
    """,
    # As it stands: what was written about the number has moved already.
    "merges": """
        SELECT merged_id AS customer_id, tilth_survivor(merged_id) AS survivor_id
        FROM tilth_merge WHERE undone_at IS NULL AND $1::date IS NOT NULL
    """,
    # As it was at the end of the day: what was taken out later was still said.
    "library_openings": """
        SELECT 'own_' || replace(id::text, '-', '') AS opening, about, turn, manner AS tone,
            history::text AS history, segment, valid_from, valid_until
        FROM tilth_library_entry WHERE kind = 'opening' AND approved
            AND (decided_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
            AND coalesce((ended_at AT TIME ZONE 'Asia/Shanghai')::date > $1::date, true)
            AND coalesce(replaced_on > $1::date, true)
    """,
    "details": details.SELECT,
    "needs": deals.NEEDS,
    "opportunities": deals.OPPORTUNITIES,
    "stage_stays": deals.STAYS,
}


def _declared(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return by table what the night reads of the subjects that say which of their records it reads."""
    tables = {table.name: table for table in operational.TABLES}
    found = {}
    for one in subjects:
        if one.extract:
            table = tables.get(f"{one.name}s") or tables.get(one.name)
            if table is None or table.name in _BY_HAND:
                raise DeclarationError(
                    f"Subject {one.name} says what the night reads of it, and ports/operational.py has no"
                    f" table {one.name}s, or connectors/warehouse/extract.py reads that by hand: keep one."
                )
            found[table.name] = _select(one, table)
    return found


def _select(subject: Subject, table: Table) -> str:
    """Return the columns of the engine's table, read of the records of a subject."""
    columns = ", ".join(_read(column, table) for column in table.stored.columns)
    return f"SELECT {columns} FROM {subject.table} WHERE {subject.extract}"  # noqa: S608 - all of it declared


def _read(column: Column, table: Table) -> str:
    """Return how a column is read: the record's own number, codes as text, numbers as wide as the lake's."""
    if table.key == (column.name,) and column.name != "customer_id":
        return f"id::text AS {column.name}"
    as_ = _CASTS.get(column.kind)
    return f"{column.name}::{as_} AS {column.name}" if as_ else column.name


_CASTS = {Kind.TEXT: "text", Kind.INTEGER: "bigint"}
SELECTS: Mapping[str, str] = {**_BY_HAND, **_declared(DECLARED)}
"""Table of `ports.operational` → what is read for it."""


def extract(*, url: str, day: dt.date, items: Iterable[Item], out: Callable[[str], Path]) -> None:
    """Write the operational tables as of `day`, empty ones too; TilthError when the database fails.

    `items`: the vocabulary of the profile in force, of which only what a rule may read leaves.
    """
    named = details.named(items)
    try:
        with adbc.connect(url) as connection, connection.cursor() as cursor:
            for table in operational.TABLES:
                given = [day, *named] if table.name == "details" else [day]
                _write(cursor, table=table, given=given, path=out(table.name))
    except adbc_driver_manager.Error as error:
        reason = one_line(error)
        raise TilthError(
            f"Reading contacts and settings from the database failed ({reason}): nothing was changed;"
            " put the database right (`tilth check`) and run the same command again."
        ) from error


def _write(cursor: adbc.Cursor, *, table: Table, given: list[object], path: Path) -> None:
    order = ", ".join(_bytewise(table.column(name)) for name in table.order)
    cursor.execute(f"SELECT * FROM ({SELECTS[table.name]}) AS extract ORDER BY {order}", given)  # noqa: S608
    schema = arrow.arrow_schema(table)
    batches = (batch.select(schema.names) for batch in cursor.fetch_record_batch())
    parquet.write_batches(path, schema, batches)


def _bytewise(column: Column) -> str:
    """Return the ORDER BY term that sorts as the lake does, whatever the database's own collation."""
    return f'{column.name} COLLATE "C"' if column.kind in (Kind.KEY, Kind.TEXT) else column.name
