"""Parquet columns to contract types: that type, or one that converts without loss; never a guess."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.reading.text_cells import Faulty, wall_clock
from tilth.connectors.core_banking.sheet import as_mask
from tilth.lake.arrow import arrow_type
from tilth.ports.schema import Column, Kind

_WANTED = {
    Kind.TEXT: "a string",
    Kind.KEY: "a string",
    Kind.DATE: "a date",
    Kind.TIMESTAMP: "a timestamp",
    Kind.MONEY: "a decimal",
    Kind.QUANTITY: "a decimal (or a double)",
    Kind.RATE: "a decimal (or a double)",
    Kind.INTEGER: "an integer",
    Kind.BOOLEAN: "a boolean",
}


class WrongTypeError(Exception):
    """A column is of another type than the contract's; `wanted` says which would be right."""

    def __init__(self, column: Column, found: pa.DataType) -> None:
        super().__init__(f"column {column.name} is {found} and must be {_WANTED[column.kind]}")


def typed(column: Column, values: Any) -> tuple[Any, Faulty]:
    """Return the column in its contract type, null where faulty, and the faulty cells; WrongTypeError."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        values, kind = pc.cast(values, kind.value_type), kind.value_type
    if pa.types.is_null(kind):
        return pc.cast(values, arrow_type(column.kind)), []
    converted = _CONVERTERS[column.kind](column, values)
    if converted is None:
        raise WrongTypeError(column, kind)
    return converted


LIMIT_DIGITS = 16
"""Digits of the largest limit that a column has, 10^15."""
Converted = tuple[Any, Faulty] | None


def _text(column: Column, values: Any) -> Converted:
    kind = values.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        return None
    return pc.cast(values, arrow_type(column.kind)), []


def _date(column: Column, values: Any) -> Converted:
    if not pa.types.is_date(values.type):
        return None
    days = pc.cast(values, pa.date32())
    return _bounded(days, column, "date_out_of_range", dt.date(1800, 1, 1), dt.date(9999, 12, 31))


def _timestamp(column: Column, values: Any) -> Converted:
    if not pa.types.is_timestamp(values.type):
        return None
    zone = values.type.tz
    exact = pc.cast(values, pa.timestamp("us", zone), safe=values.type.unit != "ns")
    local = wall_clock(exact) if zone else exact
    return _bounded(local, column, "date_out_of_range", dt.datetime(1800, 1, 1), dt.datetime(9999, 12, 31))  # noqa: DTZ001 - wall clock


def _bounded(values: Any, column: Column, code: str, low: Any, high: Any) -> tuple[Any, Faulty]:
    kind = arrow_type(column.kind)
    inside = pc.and_(
        pc.greater_equal(values, pa.scalar(low, kind)), pc.less_equal(values, pa.scalar(high, kind))
    )
    outside = as_mask(pc.invert(inside))
    if not outside.any():
        return values, []
    return pc.if_else(inside, values, pa.scalar(None, kind)), [(outside, code)]


def _money(column: Column, values: Any) -> Converted:
    if not (pa.types.is_decimal(values.type) or pa.types.is_integer(values.type)):
        return None
    return _exact(column, values, whole=13, code="too_many_places")


def _fraction(whole: int) -> Callable[[Column, Any], Converted]:
    def convert(column: Column, values: Any) -> Converted:
        if pa.types.is_floating(values.type):
            return _rounded(column, values, whole=whole)
        if pa.types.is_decimal(values.type) or pa.types.is_integer(values.type):
            return _exact(column, values, whole=whole, code="not_a_number")
        return None

    return convert


def _exact(column: Column, values: Any, *, whole: int, code: str) -> tuple[Any, Faulty]:
    """Rescale decimals and whole numbers; cells that would lose places or do not fit are faulty."""
    target = arrow_type(column.kind)
    if pa.types.is_integer(values.type):
        values = pc.cast(values, pa.decimal128(20, 0))
    if _holds(values, whole, target.scale):
        return pc.cast(values, target), []
    wide = pc.cast(values, _wide(values.type, target.scale))
    limit = pa.scalar(10**whole, pa.int64())
    fits = pc.less(pc.abs(wide), pc.cast(pc.cast(limit, pa.decimal128(20, 0)), wide.type))
    kept = pc.if_else(fits, wide, pa.scalar(None, wide.type))
    rounded = pc.round(kept, target.scale)
    same = pc.equal(rounded, kept)
    result = pc.cast(pc.if_else(same, rounded, pa.scalar(None, rounded.type)), target, safe=False)
    masks = [(as_mask(pc.invert(fits)), "too_large"), (as_mask(pc.invert(same)), code)]
    return result, [(mask, found) for mask, found in masks if mask.any()]


def _holds(values: Any, whole: int, scale: int) -> bool:
    """Say whether every value surely fits: the usual case, told from the column's bounds alone."""
    if values.type.scale > scale:
        return False
    bounds = pc.min_max(values)
    extremes = [bound for bound in (bounds["min"].as_py(), bounds["max"].as_py()) if bound is not None]
    return all(abs(extreme) < 10**whole for extreme in extremes)


def _wide(kind: pa.DataType, scale: int) -> pa.DataType:
    """Return a decimal type that holds any value of `kind`, and any limit, at the target's scale."""
    places = max(kind.scale, scale)
    digits = max(kind.precision - kind.scale, LIMIT_DIGITS) + places
    return pa.decimal128(38, places) if digits <= 38 else pa.decimal256(76, places)


def _rounded(column: Column, values: Any, *, whole: int) -> tuple[Any, Faulty]:
    """Round floats to the column's places; NaN and infinities are faulty."""
    finite = pc.is_finite(values)
    fits = pc.less(pc.abs(values), 10.0**whole)
    good = pc.and_(finite, fits)
    target = arrow_type(column.kind)
    kept = pc.if_else(good, pc.cast(values, pa.float64()), pa.scalar(None, pa.float64()))
    result = pc.cast(pc.round(kept, target.scale), target, safe=False)
    masks = [
        (as_mask(pc.invert(finite)), "not_a_number"),
        (as_mask(pc.and_(finite, pc.invert(fits))), "too_large"),
    ]
    return result, [(mask, code) for mask, code in masks if mask.any()]


def _integer(column: Column, values: Any) -> Converted:
    if not pa.types.is_integer(values.type):
        return None
    limit = pa.scalar(10**18, pa.int64())
    if pa.types.is_uint64(values.type):
        fits = pc.less(values, pc.cast(limit, pa.uint64()))
        kept = pc.if_else(fits, values, pa.scalar(None, values.type))
        large = as_mask(pc.invert(fits))
        return pc.cast(kept, arrow_type(column.kind)), [(large, "too_large")] if large.any() else []
    return pc.cast(values, arrow_type(column.kind)), []


def _boolean(column: Column, values: Any) -> Converted:
    return (values, []) if pa.types.is_boolean(values.type) and column else None


_CONVERTERS: dict[Kind, Callable[[Column, Any], Converted]] = {
    Kind.TEXT: _text,
    Kind.KEY: _text,
    Kind.DATE: _date,
    Kind.TIMESTAMP: _timestamp,
    Kind.MONEY: _money,
    Kind.QUANTITY: _fraction(15),
    Kind.RATE: _fraction(3),
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
}
