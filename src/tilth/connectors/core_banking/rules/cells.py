"""What single cells must satisfy in every table: presence, accepted values, text, currencies, dates."""

from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from babel.core import get_global

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Sheet, as_mask
from tilth.ports.schema import Column, Kind

TEXT_LIMIT = 4_000
_CONTROL = r"[\x{00}-\x{08}\x{0B}\x{0C}\x{0E}-\x{1F}\x{7F}]"
_BLANK = r"^[\p{Z}\p{Cf}\s]*$"
"""Nothing that anybody could see: blanks of any width, signs without a shape."""
MAY_LIE_AHEAD = {
    ("holdings", "matures_on"),
    ("holdings", "closed_on"),  # an announced closing: the holding is open until that day (contract §2)
    ("customers", "closed_on"),
    ("customers", "birth_date"),  # judged as an age
    ("products", "on_sale_from"),
    ("products", "on_sale_to"),
    ("due_days", "day"),
}


def check(sheet: Sheet, context: Context) -> None:
    """Judge every cell of the sheet by its column's definition; fill defaults."""
    for column in sheet.table.columns:
        if column.kind is Kind.TEXT:
            _text(sheet, column)
        if column.values:
            _accepted_values(sheet, column)
        if column.name == "currency":
            _currency(sheet)
        if column.required:
            mask = as_mask(pc.is_null(sheet.columns[column.name]))
            sheet.set_aside_fresh(mask, column=column.name, code="missing")
        elif column.default is not None:
            sheet.columns[column.name] = pc.fill_null(sheet.columns[column.name], column.default)
        if (sheet.table.name, column.name) not in MAY_LIE_AHEAD:
            _not_after(sheet, column, context)


def _text(sheet: Sheet, column: Column) -> None:
    values = sheet.columns[column.name]
    if values.null_count == len(values):
        return
    blank = pc.match_substring_regex(values, _BLANK)
    if pc.any(blank).as_py():
        sheet.normalised += int(pc.sum(blank).as_py())
        values = pc.if_else(blank, pa.scalar(None, pa.string()), values)
        sheet.columns[column.name] = values
    if column.values:
        return
    rules: tuple[tuple[str, Any], ...] = (
        ("control_character", pc.match_substring_regex(values, _CONTROL)),
        ("too_long", pc.greater(pc.utf8_length(values), TEXT_LIMIT)),
        ("null_token", pc.equal(values, "\\N")),
    )
    for code, condition in rules:
        sheet.judge(as_mask(condition), column=column.name, code=code, values=values)


def _accepted_values(sheet: Sheet, column: Column) -> None:
    values = sheet.columns[column.name]
    known = pc.or_(pc.is_in(values, value_set=pa.array(column.values, pa.string())), pc.is_null(values))
    sheet.judge(as_mask(pc.invert(known)), column=column.name, code="not_accepted_value", values=values)


@cache
def currency_codes() -> pa.Array:
    """Return the ISO 4217 codes, former ones included: old positions keep their currency."""
    return pa.array(sorted(get_global("all_currencies")), pa.string())


def _currency(sheet: Sheet) -> None:
    values = sheet.columns["currency"]
    known = pc.or_(pc.is_in(values, value_set=currency_codes()), pc.is_null(values))
    mask = as_mask(pc.invert(known))
    sheet.set_aside_fresh(mask, column="currency", code="unknown_currency", values=values)
    sheet.report_codes(mask, "currency")


def _not_after(sheet: Sheet, column: Column, context: Context) -> None:
    values = sheet.columns[column.name]
    if column.kind is Kind.TIMESTAMP:
        values = pc.cast(pc.floor_temporal(values, unit="day"), pa.date32())
    elif column.kind is not Kind.DATE:
        return
    late = pc.greater(values, pa.scalar(context.business_date, pa.date32()))
    sheet.judge(as_mask(late), column=column.name, code="future_date", values=sheet.columns[column.name])
