"""Tonight against the night before: which rows of a snapshot are gone; unknown owners (contract §1)."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Sheet, as_mask
from tilth.kernel.said import Said
from tilth.ports.schema import Table

NAMED = 5
"""How many missing rows a finding names."""


def missing(sheet: Sheet, context: Context) -> None:
    """Report rows of the last night's snapshot that were not delivered tonight."""
    table = sheet.table
    path = context.before(table.name)
    if not table.snapshot or not table.required or path is None:
        return
    columns = [*table.key, *(["closed_on"] if table.name == "holdings" else [])]
    last = pq.read_table(path, columns=columns)
    gone = last.filter(pc.invert(pc.is_in(last[table.key[0]], value_set=sheet.columns[table.key[0]])))
    if table.name == "holdings":
        _vanished(sheet, gone)
    elif gone.num_rows:
        sheet.findings.append(
            Said(
                "rows_missing",
                named=_named(table, gone),
                table=table.name,
                rows=gone.num_rows,
                day=context.earlier[-1],
            )
        )


def repeated(sheet: Sheet, context: Context) -> None:
    """Report transactions that the last night already brought: increments are counted each time they come."""
    path = context.before("transactions")
    if sheet.table.name == "transactions" and path is not None and sheet.read:
        last = pq.read_table(path, columns=["transaction_id"])["transaction_id"]
        again = int(as_mask(pc.is_in(sheet.columns["transaction_id"], value_set=last)).sum())
        if again:
            sheet.findings.append(Said("delivered_twice", rows=again, day=context.earlier[-1]))


def owners(sheet: Sheet, context: Context) -> None:
    """Report customers whose relationship manager is not among tonight's staff."""
    rm_ids = sheet.columns["rm_id"]
    known = pc.or_(pc.is_in(rm_ids, value_set=context.accepted["staff"]), pc.is_null(rm_ids))
    strangers = as_mask(pc.invert(known)) & ~sheet.bad
    if strangers.any():
        sheet.findings.append(Said("owner_unknown", rows=int(strangers.sum())))


def _vanished(sheet: Sheet, gone: pa.Table) -> None:
    lost = gone.filter(pc.is_null(gone["closed_on"]))
    if lost.num_rows:
        sheet.findings.append(Said("holdings_vanished", named=_named(sheet.table, lost), rows=lost.num_rows))


def _named(table: Table, rows: Any) -> str:
    keys = rows[table.key[0]].slice(0, NAMED).to_pylist()
    more = f" and {rows.num_rows - NAMED:,} more" if rows.num_rows > NAMED else ""
    return ", ".join(map(str, keys)) + more
