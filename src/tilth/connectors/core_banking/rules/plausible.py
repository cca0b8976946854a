"""What may be right and rarely is: told with its rows counted, set aside where the playbook says so (A24)."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking.rules import concerned, owners, texts
from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask
from tilth.kernel.said import Said
from tilth.policy.playbook.plausibility import Rule

Found = Iterator[tuple[str, Mask]]
"""A column and the rows in which it looks wrong."""
OF_BOOKINGS = ("holding_id", "customer_id", "opened_on")
"""What of tonight's holdings their bookings are held against."""
CHANGING = ("customer_id", "product_id", "currency")
"""What of a holding stays from one night to the next; of its owners, that each was one."""
INWARDS, OUTWARDS = ("deposit", "transfer_in"), ("withdrawal", "transfer_out")


def check(sheet: Sheet, context: Context) -> None:
    """Look for what seems wrong in the rows that are taken, rule by rule as the playbook has them."""
    for code, find in _BY_TABLE.get(sheet.table.name, ()):
        rule = context.plausibility.rule(code)
        if rule.does != "nothing" and sheet.read:
            for column, mask in find(sheet, context, rule):
                _told(sheet, context, rule, column, mask & ~sheet.bad & ~sheet.repeated)


def _told(sheet: Sheet, context: Context, rule: Rule, column: str, mask: Mask) -> None:
    rows = np.flatnonzero(mask)
    if len(rows) == 0:
        return
    if rule.does == "set_aside":
        sheet.judge(mask, column=column, code=rule.code, values=sheet.columns[column])
        return
    named = concerned.named(pc.take(sheet.columns[sheet.table.key[0]], pa.array(rows)))
    about: dict[str, Any] = {"table": sheet.table.name, "column": column, "rows": len(rows)}
    if rule.limit is not None:
        about["limit"] = float(rule.limit)
    whose = sheet.columns.get("customer_id")
    if whose is not None:
        about["branches"] = concerned.of_customers(pc.take(whose, pa.array(rows)), context)
    sheet.findings.append(Said(f"seems_{rule.code}", named=named, **about))


def _of_another(sheet: Sheet, context: Context, _: Rule) -> Found:
    owner = _held(sheet, context)["customer_id"]
    other = as_mask(pc.not_equal(sheet.columns["customer_id"], owner))
    yield "customer_id", owners.strangers(other, sheet.columns, context.held)


def _before_opening(sheet: Sheet, context: Context, _: Rule) -> Found:
    day = pc.cast(pc.floor_temporal(sheet.columns["at"], unit="day"), pa.date32())
    yield "at", as_mask(pc.less(day, _held(sheet, context)["opened_on"]))


def _sign_against_kind(sheet: Sheet, _: Context, __: Rule) -> Found:
    kind, amount = sheet.columns["kind"], sheet.columns["amount"]
    above = pc.and_(pc.is_in(kind, value_set=pa.array(OUTWARDS)), pc.greater(amount, 0))
    below = pc.and_(pc.is_in(kind, value_set=pa.array(INWARDS)), pc.less(amount, 0))
    yield "amount", as_mask(above) | as_mask(below)


def _rate_above(sheet: Sheet, _: Context, rule: Rule) -> Found:
    rate = sheet.columns["rate"]
    yield "rate", as_mask(pc.greater(pc.abs(rate), pa.scalar(rule.limit, pa.decimal128(18, 8))))


def _negative(*columns: str) -> Callable[[Sheet, Context, Rule], Found]:
    def found(sheet: Sheet, _: Context, __: Rule) -> Found:
        for column in columns:
            yield column, as_mask(pc.less(sheet.columns[column], 0))

    return found


def _band_wrong_side(sheet: Sheet, _: Context, __: Rule) -> Found:
    yield "take_profit", as_mask(pc.less(sheet.columns["take_profit"], 0))
    loss, all_of_it = sheet.columns["stop_loss"], pa.scalar(Decimal(-1), pa.decimal128(18, 8))
    yield "stop_loss", as_mask(pc.greater(loss, 0)) | as_mask(pc.less(loss, all_of_it))


def _turned(sheet: Sheet, context: Context, _: Rule) -> Found:
    yield from _against_last_night(sheet, context, ("category",))


def _changed(sheet: Sheet, context: Context, _: Rule) -> Found:
    for column, mask in _against_last_night(sheet, context, CHANGING):
        if column == "customer_id" and mask.any():
            last = pq.read_table(context.before("holdings"), columns=list(owners.PAIR))
            yield column, owners.strangers(mask, sheet.columns, last)
        else:
            yield column, mask


def _nobody(sheet: Sheet, context: Context, _: Rule) -> Found:
    """Say it of the whole table: each of its rows is one too many."""
    if sheet.table.name == "staff":
        column, alive = "active", as_mask(sheet.columns["active"])
    else:
        column, closed = "closed_on", sheet.columns["closed_on"]
        alive = ~as_mask(pc.less_equal(closed, pa.scalar(context.business_date, pa.date32())))
    yield column, np.zeros_like(sheet.bad) if (alive & ~sheet.bad).any() else ~sheet.bad


def _big5(sheet: Sheet, _: Context, __: Rule) -> Found:
    names = sheet.columns["name"]
    yield "name", as_mask(pc.is_valid(names)) if texts.is_big5(names) else np.zeros_like(sheet.bad)


def _held(sheet: Sheet, context: Context) -> dict[str, Any]:
    """Return of each booking what its holding says tonight; nothing where there is no such holding.

    All holdings are read for it: once, whichever of the rules asks first.
    """
    if context.booked is None:
        places = pc.index_in(sheet.columns["holding_id"], value_set=context.held["holding_id"])
        context.booked = {name: pc.take(context.held[name], places) for name in OF_BOOKINGS[1:]}
    return context.booked


def _against_last_night(sheet: Sheet, context: Context, columns: tuple[str, ...]) -> Found:
    """Compare columns with the same row of the last night, where it was there."""
    key, path = sheet.table.key[0], context.before(sheet.table.name)
    if path is None:
        return
    last = pq.read_table(path, columns=[key, *columns])
    places = pc.index_in(sheet.columns[key], value_set=last[key])
    for column in columns:
        yield column, as_mask(pc.not_equal(sheet.columns[column], pc.take(last[column], places)))


Find = Callable[[Sheet, Context, Rule], Found]
_BY_TABLE: Mapping[str, tuple[tuple[str, Find], ...]] = {
    "branches": (("big5_text", _big5),),
    "staff": (("nobody_active", _nobody), ("big5_text", _big5)),
    "customers": (
        ("negative_value", _negative("annual_income")),
        ("nobody_active", _nobody),
        ("big5_text", _big5),
    ),
    "products": (("category_turned", _turned), ("big5_text", _big5)),
    "holdings": (
        ("rate_above", _rate_above),
        ("negative_value", _negative("units", "cost")),
        ("band_wrong_side", _band_wrong_side),
        ("holding_changed", _changed),
    ),
    "transactions": (
        ("booking_of_another", _of_another),
        ("booked_before_opening", _before_opening),
        ("sign_against_kind", _sign_against_kind),
    ),
}
