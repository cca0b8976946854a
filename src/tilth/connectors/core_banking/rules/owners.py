"""Joint accounts: one row per owner, each with the full balance; the rows of one account agree (A23)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask

PAIR = ("holding_id", "customer_id")
AGREED = ("product_id", "currency", "balance")
"""In what the rows of one account's owners agree, of those for whom it is open."""


def pairs(rows: Mapping[str, Any] | pa.Table) -> Any:
    """Return holding and owner of each row as one text; empty where either is."""
    return pc.binary_join_element_wise(rows["holding_id"], rows["customer_id"], "\x1f")


def agree(sheet: Sheet, context: Context) -> None:
    """Set aside the rows of holdings whose owners' rows tell of different accounts."""
    if sheet.table.key != PAIR or not sheet.several:
        return
    taken = ~sheet.bad & ~sheet.repeated
    counts = pc.value_counts(pc.filter(sheet.columns["holding_id"], pa.array(taken)))
    joint = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    rows = np.flatnonzero(taken & as_mask(pc.is_in(sheet.columns["holding_id"], value_set=joint)))
    told = pa.table({name: sheet.columns[name] for name in ("holding_id", "closed_on", *AGREED)})
    told = told.take(pa.array(rows))
    told = told.filter(_open(told, context.business_date))
    counted = told.group_by("holding_id").aggregate([(name, "count_distinct") for name in AGREED])
    apart = [as_mask(pc.greater(counted[f"{name}_count_distinct"], 1)) for name in AGREED]
    different = counted["holding_id"].filter(pa.array(np.logical_or.reduce(apart)))
    mask = taken & as_mask(pc.is_in(sheet.columns["holding_id"], value_set=different))
    values = sheet.columns["holding_id"]
    sheet.set_aside(mask, column="holding_id", code="owners_disagree", values=values)


def as_told(before: pa.Table, accepted: pa.Table, night: dt.date) -> pa.Table:
    """Return rows of the night before that stand tonight, with what a co-owner's row of tonight says."""
    same = accepted.filter(pc.is_in(accepted["holding_id"], value_set=pc.unique(before["holding_id"])))
    same = same.filter(_open(same, night))
    if not same.num_rows:
        return before
    places = pc.index_in(before["holding_id"], value_set=same["holding_id"])
    for name in AGREED:
        told = pc.if_else(pc.is_null(places), before[name], pc.take(same[name], places))
        before = before.set_column(before.column_names.index(name), before.field(name), told)
    return before


def _open(rows: pa.Table, night: dt.date) -> Any:
    closed = pc.less_equal(rows["closed_on"], pa.scalar(night, pa.date32()))
    return pc.invert(pc.fill_null(closed, fill_value=False))


def gone(last: pa.Table, tonight: Mapping[str, Any]) -> pa.Table:
    """Return last night's rows that are there no more: of a holding, or of one of its owners.

    Where somebody else owns the holding since, that is told by itself.
    """
    places = pc.index_in(last["holding_id"], value_set=tonight["holding_id"])
    same = pc.equal(pc.take(tonight["customer_id"], places), last["customer_id"])
    few = last.filter(pc.invert(pc.fill_null(same, fill_value=False)))
    if not few.num_rows:
        return few
    now = _of(few["holding_id"], tonight)
    new = now.filter(pc.invert(pc.is_in(pairs(now), value_set=pairs(_of(few["holding_id"], last)))))
    left = pc.invert(pc.is_in(pairs(few), value_set=pairs(now)))
    return few.filter(pc.and_(left, pc.invert(pc.is_in(few["holding_id"], value_set=new["holding_id"]))))


def strangers(mask: Mask, rows: Mapping[str, Any], held: Mapping[str, Any] | pa.Table) -> Mask:
    """Return of some rows, which name a holding and a customer, those that name none of its owners."""
    places = np.flatnonzero(mask)
    if not len(places):
        return mask
    few = pa.table({name: rows[name] for name in PAIR}).take(pa.array(places))
    own = as_mask(pc.is_in(pairs(few), value_set=pairs(_of(few["holding_id"], held))))
    found = mask.copy()
    found[places[own]] = False
    return found


def _of(holdings: Any, rows: Mapping[str, Any] | pa.Table) -> pa.Table:
    """Return holding and owner of the rows that tell of some holdings."""
    here = pc.is_in(rows["holding_id"], value_set=holdings)
    return pa.table({name: pc.filter(rows[name], here) for name in PAIR})
