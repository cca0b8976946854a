"""Tonight against the night before: which rows of a snapshot are gone; unknown owners (contract §1)."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking.rules import concerned
from tilth.connectors.core_banking.rules import owners as joint
from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.lake.layout import Area

BOOKED = ("transaction_id", "customer_id", "holding_id", "at", "amount")
"""What makes a booking the same booking."""
OF_A_BRANCH = ("customers", "staff")
"""Tables whose rows are of a branch by themselves."""
_WITH = {"holdings": ("closed_on",), **dict.fromkeys(OF_A_BRANCH, ("branch_id",))}
NIGHTS = 5
"""So many nights back a currency's rate is looked for."""
JUMP = Decimal("1.5")
"""An exchange rate that is so many times that of the night before, or that part of it, is told."""
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
    columns = [*table.key, *_WITH.get(table.name, ())]
    last = pq.read_table(path, columns=columns)
    if table.name == "holdings":
        _vanished(sheet, joint.gone(last, sheet.columns), context)
        return
    gone = last.filter(pc.invert(pc.is_in(last[table.key[0]], value_set=sheet.columns[table.key[0]])))
    if gone.num_rows:
        sheet.findings.append(
            Said(
                "rows_missing",
                named=concerned.named(gone[table.key[0]]),
                table=table.name,
                rows=gone.num_rows,
                day=context.earlier[-1],
                branches=concerned.of_branches(gone["branch_id"]) if table.name in OF_A_BRANCH else None,
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
            _left_out(sheet, path, asked, day, context)


def owners(sheet: Sheet, context: Context) -> None:
    """Report customers whose relationship manager is not among tonight's staff."""
    rm_ids = sheet.columns["rm_id"]
    known = pc.or_(pc.is_in(rm_ids, value_set=context.accepted["staff"]), pc.is_null(rm_ids))
    strangers = as_mask(pc.invert(known)) & ~sheet.bad
    if strangers.any():
        branches = concerned.of_branches(pc.filter(sheet.columns["branch_id"], pa.array(strangers)))
        sheet.findings.append(Said("owner_unknown", rows=int(strangers.sum()), branches=branches))


def rates(sheet: Sheet, context: Context) -> None:
    """Remember exchange rates that are another overnight: whoever holds the currency is told."""
    if sheet.table.name != "fx_rates":
        return
    tonight = _latest(sheet.result())
    for day in reversed(context.earlier[-NIGHTS:]):
        path = context.place.path(Area.FEED, "fx_rates", day)
        before = _latest(pq.read_table(path)) if path.exists() else {}
        for currency in sorted(tonight.keys() & before.keys()):
            rate, was = tonight.pop(currency), before[currency]
            if max(rate, was) > JUMP * min(rate, was):
                rate, was = rate.normalize(), was.normalize()
                jump = {"currency": currency, "rate": f"{rate:f}", "before": f"{was:f}", "day": str(day)}
                context.jumps.append(jump)


def jumped(sheet: Sheet, context: Context) -> None:
    """Report the rates that jumped, with whose customers hold such a currency."""
    if sheet.table.name != "holdings":
        return
    for jump in context.jumps:
        held = as_mask(pc.equal(sheet.columns["currency"], jump["currency"])) & ~sheet.bad
        customers = pc.filter(sheet.columns["customer_id"], pa.array(held))
        branches = concerned.of_customers(customers, context)
        sheet.findings.append(Said("rate_jump", rows=int(held.sum()), branches=branches, **jump))


def _latest(rates: pa.Table) -> dict[str, Decimal]:
    """Return the latest rate of each currency."""
    rows = rates.select(["currency", "date", "rate"]).sort_by([("date", "ascending")]).to_pylist()
    return {row["currency"]: row["rate"] for row in rows}


def _to_ask(sheet: Sheet, day: dt.date, *, newest: bool) -> Mask:
    """Return the rows that a night may have brought: those of its day or before; of the newest any."""
    left = ~sheet.bad & ~sheet.repeated
    after = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    moments = sheet.columns["at"]
    return left if newest else left & as_mask(pc.less(moments, pa.scalar(after, moments.type)))


def _left_out(sheet: Sheet, path: Path, asked: Mask, day: dt.date, context: Context) -> None:
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
    others = np.setdiff1d(rows, again)
    for code, found in (("delivered_twice", again), ("numbers_again", others)):
        if len(found):
            customers = pc.take(sheet.columns["customer_id"], pa.array(found))
            branches = concerned.of_customers(customers, context)
            sheet.findings.append(Said(code, rows=len(found), day=day, branches=branches))


def _vanished(sheet: Sheet, gone: pa.Table, context: Context) -> None:
    lost = gone.filter(pc.is_null(gone["closed_on"]))
    if lost.num_rows:
        branches = concerned.of_customers(lost["customer_id"], context)
        named = concerned.named(lost[sheet.table.key[0]])
        sheet.findings.append(Said("holdings_vanished", named=named, rows=lost.num_rows, branches=branches))
