"""What people did during the day, out of PostgreSQL into the lake, for the night to read."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import adbc_driver_manager
import adbc_driver_postgresql.dbapi as adbc

from tilth.kernel.errors import TilthError
from tilth.lake import arrow, parquet
from tilth.ports import operational
from tilth.ports.schema import Column, Kind, Table

_SELECTS = {
    "contacts": """
        SELECT id::text AS contact_id, customer_id, staff_id, contact_on, channel::text AS channel, two_way,
            purpose::text AS purpose
        FROM tilth_contact WHERE contact_on <= $1::date
    """,
    "do_not_disturb": """
        SELECT id::text AS setting_id, customer_id, channel::text AS channel, starts_on, ends_on
        FROM tilth_do_not_disturb WHERE ends_on IS NULL OR ends_on >= $1::date
    """,
    "segment_assignments": """
        SELECT customer_id, scheme, segment FROM tilth_segment_assignment
        WHERE (confirmed_at AT TIME ZONE 'Asia/Shanghai')::date <= $1::date
    """,
    "cadence_agreements": """
        SELECT customer_id, days::bigint AS days FROM tilth_cadence_agreement WHERE agreed_on <= $1::date
    """,
}


def extract(*, url: str, day: dt.date, out: Callable[[str], Path]) -> None:
    """Write the four operational tables as of `day`, empty ones too; TilthError when the database fails."""
    try:
        with adbc.connect(url) as connection, connection.cursor() as cursor:
            for table in operational.TABLES:
                _write(cursor, table=table, day=day, path=out(table.name))
    except adbc_driver_manager.Error as error:
        reason = " ".join(str(error).split())
        raise TilthError(
            f"Reading contacts and settings from the database failed ({reason}): nothing was changed;"
            " put the database right (`tilth check`) and run the same command again."
        ) from error


def _write(cursor: adbc.Cursor, *, table: Table, day: dt.date, path: Path) -> None:
    order = ", ".join(_bytewise(table.column(name)) for name in table.order)
    cursor.execute(f"SELECT * FROM ({_SELECTS[table.name]}) AS extract ORDER BY {order}", [day])  # noqa: S608
    schema = arrow.arrow_schema(table)
    batches = (batch.select(schema.names) for batch in cursor.fetch_record_batch())
    parquet.write_batches(path, schema, batches)


def _bytewise(column: Column) -> str:
    """Return the ORDER BY term that sorts as the lake does, whatever the database's own collation."""
    return f'{column.name} COLLATE "C"' if column.kind in (Kind.KEY, Kind.TEXT) else column.name
