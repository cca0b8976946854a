"""CSV text to contract types: one strict pattern per type; what does not match is never bent to fit."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.sheet import Mask, as_mask
from tilth.kernel.dates import ZONE_NAME
from tilth.lake.arrow import arrow_type
from tilth.ports.schema import Column, Kind

_YEAR = r"(?:1[89]\d\d|[2-9]\d{3})"
_LEAP = r"(?:(?:1[89]|[2-9]\d)(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[3579][26])00)"
_LONG = r"(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
_SHORT = r"(?:0[469]|11)-(?:0[1-9]|[12]\d|30)"
_FEBRUARY = r"02-(?:0[1-9]|1\d|2[0-8])"
_DAY = rf"(?:{_YEAR}-(?:{_LONG}|{_SHORT}|{_FEBRUARY})|{_LEAP}-02-29)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
_OFFSET = r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)"
_SCIENTIFIC = r"^-?\d(?:\.\d+)?[Ee][+-]?\d+$"

Faulty = list[tuple[Mask, str]]
"""Which cells cannot be taken, and under which code."""


def typed(column: Column, text: Any) -> tuple[Any, Faulty]:
    """Return the column in its contract type, null where a cell is faulty, and the faulty cells."""
    if column.kind in (Kind.TEXT, Kind.KEY):
        return text, []
    return _CONVERTERS[column.kind](column, text)


def is_scientific(text: Any) -> Mask:
    """Say which values look like a number that a spreadsheet rewrote in scientific notation."""
    return as_mask(pc.match_substring_regex(text, _SCIENTIFIC))


def _matching(text: Any, pattern: str, code: str) -> tuple[Any, Faulty]:
    """Return the text where the whole of it matches, else null, and the mask of what does not."""
    good = pc.match_substring_regex(text, f"^(?:{pattern})$")
    faulty = as_mask(pc.invert(good))
    kept = pc.if_else(good, text, pa.scalar(None, pa.string()))
    return kept, [(faulty, code)] if faulty.any() else []


def _date(column: Column, text: Any) -> tuple[Any, Faulty]:
    kept, faulty = _matching(text, _DAY, "not_a_date")
    return pc.cast(kept, arrow_type(column.kind)), faulty


def _timestamp(column: Column, text: Any) -> tuple[Any, Faulty]:
    kept, faulty = _matching(text, f"{_DAY}[T ]{_TIME}{_OFFSET}?", "not_a_timestamp")
    zoned = pc.match_substring_regex(kept, f"{_OFFSET}$")
    nothing = pa.scalar(None, pa.string())
    plain = pc.cast(pc.if_else(zoned, nothing, kept), arrow_type(column.kind))
    if not as_mask(zoned).any():
        return plain, faulty
    moments = pc.cast(pc.if_else(zoned, kept, nothing), pa.timestamp("us", "UTC"))
    return pc.coalesce(plain, wall_clock(moments)), faulty


def wall_clock(moments: Any) -> Any:
    """Return zoned timestamps as wall clock in the bank's zone."""
    return pc.local_timestamp(pc.cast(moments, pa.timestamp("us", ZONE_NAME)))


def _money(column: Column, text: Any) -> tuple[Any, Faulty]:
    numbers, faulty = _matching(text, r"-?\d+(?:\.\d+)?", "not_a_number")
    places, more = _matching(numbers, r"-?\d+(?:\.\d{1,2})?", "too_many_places")
    kept, large = _matching(places, r"-?0*\d{1,13}(?:\.\d{1,2})?", "too_large")
    return _decimal(column, kept), faulty + more + large


def _decimal(column: Column, text: Any) -> Any:
    """Cast plain decimals; leading zeros go first, since they count as digits in the cast."""
    plain = pc.replace_substring_regex(text, r"^(-?)0+(\d)", r"\1\2")
    return pc.cast(plain, arrow_type(column.kind))


def _fraction(whole: int) -> Callable[[Column, Any], tuple[Any, Faulty]]:
    def convert(column: Column, text: Any) -> tuple[Any, Faulty]:
        numbers, faulty = _matching(text, r"-?\d+(?:\.\d{1,18})?", "not_a_number")
        kept, large = _matching(numbers, rf"-?0*\d{{1,{whole}}}(?:\.\d+)?", "too_large")
        plain = pc.replace_substring_regex(kept, r"^(-?)0+(\d)", r"\1\2")
        wide = pc.round(pc.cast(plain, pa.decimal128(38, 18)), 8, round_mode="half_towards_infinity")
        return pc.cast(wide, arrow_type(column.kind), safe=False), faulty + large

    return convert


def _integer(column: Column, text: Any) -> tuple[Any, Faulty]:
    kept, faulty = _matching(text, r"-?\d{1,18}", "not_an_integer")
    return pc.cast(kept, arrow_type(column.kind)), faulty


def _boolean(column: Column, text: Any) -> tuple[Any, Faulty]:
    kept, faulty = _matching(text, "true|false|1|0", "not_a_boolean")
    return pc.cast(kept, arrow_type(column.kind)), faulty


_CONVERTERS: dict[Kind, Callable[[Column, Any], tuple[Any, Faulty]]] = {
    Kind.DATE: _date,
    Kind.TIMESTAMP: _timestamp,
    Kind.MONEY: _money,
    Kind.QUANTITY: _fraction(15),
    Kind.RATE: _fraction(3),
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
}
