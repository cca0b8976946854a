"""What holdings, transactions and rates must satisfy; what the contract fills in where the bank is silent."""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Sheet, as_mask
from tilth.kernel import dates
from tilth.kernel.dates import add_years
from tilth.kernel.said import Said
from tilth.lake.layout import Area
from tilth.policy.codes import DUE_DAYS

OVERDRAWN = "demand_deposit"
FARTHEST = 30
"""Years ahead beyond which no card, document or premium has its day."""
NOT_BY_CUSTOMER = ("interest", "fee")


def holdings(sheet: Sheet, context: Context) -> None:
    """Judge maturities, closings, balances and currencies of holdings."""
    columns = sheet.columns
    early = as_mask(pc.less(columns["matures_on"], columns["opened_on"]))
    sheet.judge(early, column="matures_on", code="before_opening", values=columns["matures_on"])
    _closed_after_opening(sheet)
    negative = as_mask(pc.less(columns["balance"], 0))
    if negative.any():
        overdrawn = pa.array(
            [key for key, kind in context.category.items() if kind == OVERDRAWN], pa.string()
        )
        wrong = negative & ~as_mask(pc.is_in(columns["product_id"], value_set=overdrawn))
        sheet.set_aside_fresh(wrong, column="balance", code="negative_balance", values=columns["balance"])
    _rated(sheet, context)


def customers(sheet: Sheet) -> None:
    """Judge the closing of customers."""
    _closed_after_opening(sheet)


def due_days(sheet: Sheet, business_date: dt.date) -> None:
    """Leave out kinds nobody knows, days that cannot be and amounts below zero; the rows stay (A24)."""
    columns = sheet.columns
    known = pc.is_in(columns["kind"], value_set=pa.array(tuple(DUE_DAYS), pa.string()))
    sheet.drop_values(as_mask(pc.and_(pc.is_valid(columns["kind"]), pc.invert(known))), column="kind")
    latest = add_years(business_date, FARTHEST)
    last = pc.if_else(
        pc.fill_null(pc.equal(columns["kind"], "wedding"), fill_value=False),
        pa.scalar(business_date, pa.date32()),
        pa.scalar(latest, pa.date32()),
    )
    wrong = pc.or_(
        pc.greater(columns["day"], last), pc.less(columns["day"], pa.scalar(dates.FIRST, pa.date32()))
    )
    sheet.drop_values(as_mask(wrong), column="day")
    sheet.drop_values(as_mask(pc.less(columns["amount"], 0)), column="amount")


def positive(sheet: Sheet, name: str) -> None:
    """Judge a price or a rate: it is greater than zero."""
    values = sheet.columns[name]
    sheet.set_aside_fresh(as_mask(pc.less_equal(values, 0)), column=name, code="not_positive", values=values)


def fill_transactions(sheet: Sheet) -> None:
    """Fill `initiated_by_customer` by the contract's rule and `cash` with false where the bank is silent."""
    columns = sheet.columns
    by_bank = pc.or_(
        pc.is_in(columns["kind"], value_set=pa.array(NOT_BY_CUSTOMER)),
        pc.fill_null(pc.equal(columns["channel"], "auto"), fill_value=False),
    )
    columns["initiated_by_customer"] = pc.coalesce(columns["initiated_by_customer"], pc.invert(by_bank))
    columns["cash"] = pc.fill_null(columns["cash"], fill_value=False)


def _closed_after_opening(sheet: Sheet) -> None:
    closed = sheet.columns["closed_on"]
    early = as_mask(pc.less(closed, sheet.columns["opened_on"]))
    sheet.judge(early, column="closed_on", code="before_opening", values=closed)


def _rated(sheet: Sheet, context: Context) -> None:
    """Set holdings aside whose currency never had a rate: a data error, not a zero."""
    values = sheet.columns["currency"]
    wanted = set(pc.unique(values).drop_null().to_pylist()) - {context.bank.base_currency}
    without = wanted - _with_rate(wanted, context)
    if without:
        mask = as_mask(pc.is_in(values, value_set=pa.array(sorted(without), pa.string()))) & ~sheet.bad
        sheet.set_aside(mask, column="currency", code="currency_without_rate", values=values)
        count = int(np.count_nonzero(mask))
        if count:
            sheet.findings.append(
                Said("currency_without_rate", rows=count, currencies=", ".join(sorted(without)))
            )


def _with_rate(wanted: set[str], context: Context) -> set[str]:
    """Return the wanted currencies with a rate tonight or on an earlier night, the latest nights first."""
    found = wanted & context.currencies
    for day in reversed(context.earlier):
        if found == wanted:
            break
        path = context.place.path(Area.FEED, "fx_rates", day)
        if path.exists():
            rates: Any = pq.read_table(path, columns=["currency"])["currency"]
            found |= wanted & set(pc.unique(rates).to_pylist())
    return found
