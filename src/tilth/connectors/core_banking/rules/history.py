"""Tonight against the night before: which rows of a snapshot are gone; unknown owners (contract §1)."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.lake.layout import Area
from tilth.ports.schema import Table

BOOKED = ("transaction_id", "customer_id", "holding_id", "at", "amount")
"""What makes a booking the same booking."""
NAMED = 5
"""How many missing rows a finding names."""
FAR = 40
"""Days after the last accepted night from which on a date is more likely a slip than a pause (fault 66)."""


def near(context: Context, folder: Path) -> None:
    """Refuse a date far behind the last accepted night, unless a person says that it is meant.

    Every later feed would count as too early, and all means and windows would run empty. No clock is asked.
    """
    day = context.business_date
    last = max((night.business_date for night in context.place.nights), default=day)
    if not context.far_date and (day - last).days > FAR:
        raise Refused(Said("far_date", folder=folder, day=day, days=(day - last).days, last=last, limit=FAR))


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
    """Leave out bookings that an earlier night brought already, however long ago (A24).

    A number that comes again with another customer, holding, moment or amount is another booking: it is
    counted, and told. A booking of after a night cannot have come with it, so that most nights are not read.
    """
    if sheet.table.name != "transactions" or not sheet.read:
        return
    for number, day in enumerate(reversed(context.earlier)):
        asked = _to_ask(sheet, day, newest=number == 0)
        if number and not asked.any():
            return  # nothing of tonight is as old: nor as the nights before this one
        path = context.place.path(Area.FEED, "transactions", day)
        if path.exists():
            _left_out(sheet, path, asked, day)


def owners(sheet: Sheet, context: Context) -> None:
    """Report customers whose relationship manager is not among tonight's staff."""
    rm_ids = sheet.columns["rm_id"]
    known = pc.or_(pc.is_in(rm_ids, value_set=context.accepted["staff"]), pc.is_null(rm_ids))
    strangers = as_mask(pc.invert(known)) & ~sheet.bad
    if strangers.any():
        sheet.findings.append(Said("owner_unknown", rows=int(strangers.sum())))


def _to_ask(sheet: Sheet, day: dt.date, *, newest: bool) -> Mask:
    """Return the rows that a night may have brought: those of its day or before; of the newest any."""
    left = ~sheet.bad & ~sheet.repeated
    after = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    moments = sheet.columns["at"]
    return left if newest else left & as_mask(pc.less(moments, pa.scalar(after, moments.type)))


def _left_out(sheet: Sheet, path: Path, asked: Mask, day: dt.date) -> None:
    """Take the rows out that stand in a night's file word for word; tell those of which the number does."""
    ids = sheet.columns["transaction_id"]
    known = pq.read_table(path, columns=["transaction_id"])["transaction_id"]
    rows = np.flatnonzero(asked & as_mask(pc.is_in(ids, value_set=known)))
    if len(rows) == 0:
        return
    there = pq.read_table(path, columns=list(BOOKED))
    there = there.filter(pc.is_in(there["transaction_id"], value_set=ids.take(pa.array(rows))))
    told = pa.table({name: sheet.columns[name] for name in BOOKED}).take(pa.array(rows))
    told = told.cast(there.schema).append_column("row of tonight", pa.array(rows))
    again = told.join(there, keys=list(BOOKED), join_type="left semi")["row of tonight"].to_numpy()
    sheet.repeated[again] = True
    if len(again):
        sheet.findings.append(Said("delivered_twice", rows=len(again), day=day))
    if len(again) < len(rows):
        sheet.findings.append(Said("numbers_again", rows=len(rows) - len(again), day=day))


def _vanished(sheet: Sheet, gone: pa.Table) -> None:
    lost = gone.filter(pc.is_null(gone["closed_on"]))
    if lost.num_rows:
        sheet.findings.append(Said("holdings_vanished", named=_named(sheet.table, lost), rows=lost.num_rows))


def _named(table: Table, rows: Any) -> str:
    keys = rows[table.key[0]].slice(0, NAMED).to_pylist()
    more = f" and {rows.num_rows - NAMED:,} more" if rows.num_rows > NAMED else ""
    return ", ".join(map(str, keys)) + more
