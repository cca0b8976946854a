"""A night's inputs as accepted files of the lake, and marts read back as rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from reference.inputs import Customer, Night, Transaction
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.parquet import write_table
from tilth.ports import feed, marts, operational
from tilth.ports.schema import Table

Row = dict[str, Any]
_FILLED = {
    "branches": {"name": "支行"},
    "staff": {"name": "经理"},
    "customers": {"name": "客户"},
    "products": {"name": "产品"},
    "contacts": {"purpose": "maintain"},
}
"""Required columns that no rule reads."""


class Files(Protocol):
    """Where a night's files are read and written."""

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to read."""

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write."""


def write(files: Files, night: Night) -> None:
    """Write the feed and the extracts of one night as acceptance and the workplace leave them."""
    for area, tables, source in (
        (Area.FEED, feed.TABLES, night.feed),
        (Area.EXTRACTS, operational.TABLES, night.extracts),
    ):
        for table in tables:
            rows = [_row(table, record) for record in getattr(source, table.name, ())]
            write_table(files.out(area, table.name, night.day), arrow(table.stored, rows))
    if night.feed.holdings_unread:
        rows = [asdict(one) for one in night.feed.holdings_unread]
        write_table(files.out(Area.FEED, "holdings_unread", night.day), arrow(feed.HOLDINGS_UNREAD, rows))


def _row(table: Table, record: Any) -> Row:
    row = {**_FILLED.get(table.name, {}), **asdict(record)}
    if isinstance(record, Transaction):
        row["initiated_by_customer"] = record.initiated
    if isinstance(record, Customer):
        mobile = f"own {record.customer_id}" if record.mobile == "own" else record.mobile
        row |= {
            "mobile": mobile,
            "mobile_index": mobile,
            "id_index": record.id_number,
            "phone_index": record.phone,
        }
    return row


def arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Return rows as an Arrow table of the contract's types and order; absent columns are empty."""
    ordered = sorted(rows, key=lambda row: [_nulls_last(row[name]) for name in table.order])
    full = [{name: row.get(name) for name in table.names} for row in ordered]
    return pa.Table.from_pylist(full, schema=arrow_schema(table))


def _nulls_last(value: Any) -> tuple[bool, Any]:
    return value is None, "" if value is None else value


def read(files: Files, name: str, day: dt.date) -> list[Row]:
    """Return one mart of one night as rows."""
    rows: list[Row] = pq.ParquetFile(files.path(Area.MARTS, name, day)).read().to_pylist()
    return rows


def misfits(files: Files, name: str, day: dt.date) -> list[str]:
    """Return the columns of one mart that are not of the contract's name, place and type."""
    found = _types(pq.ParquetFile(files.path(Area.MARTS, name, day)).schema_arrow)
    wanted = _types(arrow_schema(marts.BY_NAME[name]))
    return [f"column {ours}: is {theirs}" for ours, theirs in zip_longest(wanted, found) if ours != theirs]


def _types(schema: pa.Schema) -> list[tuple[str, str]]:
    """Return names and types; what a list calls its elements is no one's business."""
    return [
        (one.name, f"list of {one.type.value_type}" if pa.types.is_list(one.type) else str(one.type))
        for one in schema
    ]


def differences(wanted: Sequence[Row], found: Sequence[Row], key: Sequence[str]) -> list[str]:
    """Return one line per row or value in which two tables differ, in the order of the key."""
    ours = {tuple(row[name] for name in key): row for row in wanted}
    theirs = {tuple(row[name] for name in key): row for row in found}
    lines = [
        f"{at}: {'missing' if at in ours else 'not expected'}" for at in sorted(ours.keys() ^ theirs.keys())
    ]
    for at in sorted(ours.keys() & theirs.keys()):
        lines += [
            f"{at} {name}: {theirs[at].get(name)!r}, expected {value!r}"
            for name, value in ours[at].items()
            if theirs[at].get(name) != value
        ]
    return lines
