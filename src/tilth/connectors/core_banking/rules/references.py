"""References: a value must be the key of a row accepted tonight; what is set aside takes its rows along."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask
from tilth.ports.feed import TABLES
from tilth.ports.schema import Reference

REFERRED = {reference.table for table in TABLES for reference in table.references} | {"staff"}
CODES = ("branches", "products")
"""Tables whose unknown codes are reported by name (fault 46)."""


def check(sheet: Sheet, context: Context) -> None:
    """Set aside the rows that point to nothing accepted; a table may refer to itself."""
    for reference in sheet.table.references:
        if reference.table == sheet.table.name:
            _check_own(sheet, reference)
        else:
            _check(sheet, reference, context.accepted[reference.table], context.quarantined[reference.table])


def remember(sheet: Sheet, context: Context) -> None:
    """Keep the accepted and the quarantined keys of a table that others refer to."""
    if sheet.table.name in REFERRED:
        keys = sheet.columns[sheet.table.key[0]]
        accepted = _filtered(keys, ~sheet.bad)
        if sheet.stands is not None:
            accepted = pa.chunked_array([*_chunks(accepted), *_chunks(sheet.stands)], accepted.type)
        context.accepted[sheet.table.name] = accepted
        context.quarantined[sheet.table.name] = _filtered(keys, sheet.bad)


def _chunks(values: Any) -> list[Any]:
    return values.chunks if isinstance(values, pa.ChunkedArray) else [values]


def _filtered(keys: Any, mask: Mask) -> Any:
    return keys if mask.all() else pc.drop_null(pc.filter(keys, pa.array(mask)))


def _check(sheet: Sheet, reference: Reference, accepted: Any, quarantined: Any) -> None:
    values = sheet.columns[reference.column]
    known = pc.or_(pc.is_in(values, value_set=accepted), pc.is_null(values))
    lost = as_mask(pc.invert(known)) & ~sheet.bad
    if not lost.any():
        return
    aside = as_mask(pc.is_in(values, value_set=quarantined))
    sheet.set_aside(lost & aside, column=reference.column, code="reference_quarantined", values=values)
    unknown = lost & ~aside
    sheet.set_aside(unknown, column=reference.column, code="unknown_reference", values=values)
    if reference.table in CODES:
        sheet.report_codes(unknown, reference.column)


def _check_own(sheet: Sheet, reference: Reference) -> None:
    """Repeat until nothing more falls: a unit set aside takes those below it along; then look for circles."""
    keys = sheet.columns[sheet.table.key[0]]
    before = -1
    while before != np.count_nonzero(sheet.bad):
        before = int(np.count_nonzero(sheet.bad))
        _check(sheet, reference, _filtered(keys, ~sheet.bad), _filtered(keys, sheet.bad))
    parents = dict(zip(keys.to_pylist(), sheet.columns[reference.column].to_pylist(), strict=True))
    circles = np.array([_in_circle(key, parents) for key in keys.to_pylist()], dtype=np.bool_)
    if circles.any():
        sheet.set_aside_fresh(
            circles, column=reference.column, code="parent_cycle", values=sheet.columns[reference.column]
        )
        _check(sheet, reference, _filtered(keys, ~sheet.bad), _filtered(keys, sheet.bad))


def _in_circle(key: str | None, parents: dict[str | None, str | None]) -> bool:
    """Say whether going up from `key` never ends."""
    above, steps = parents.get(key), 0
    while above is not None and steps <= len(parents):
        above, steps = parents.get(above), steps + 1
    return above is not None
