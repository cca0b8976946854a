"""Identifiers: one spelling (NFKC, trimmed, no invisible characters), then one row per key."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.reading.text_cells import is_scientific
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.ports.schema import Kind

DIFFERENT_KEYS_LIMIT = 10
"""More keys than this on rows with different values refuse the feed (fault 24)."""
KEY, ROW = "the key", "the row"
"""Columns of a group of rows beside the table's own: no name of the contract has a blank."""
_LONGEST = 1_000
"""Signs as delivered; a longer value is no identifier, and heaps of marks would take n² steps to spell."""
_PLAIN = r"^[!#-&(-\[\]-~]{1,64}$"
_INVISIBLE = r"[\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FEFF}]"
_ALLOWED = r"^[^\x{00}-\x{1F}\x{7F}-\x{9F}\x{2028}\x{2029}\x{FFFD}'\"\\]{1,64}$"


def normalise(sheet: Sheet) -> None:
    """Bring every KEY column to its one spelling and set aside what is no identifier."""
    for column in sheet.table.columns:
        if column.kind is Kind.KEY:
            _normalise(sheet, column.name)


def normalised(values: Any) -> Any:
    """Return text in the one spelling of identifiers; what becomes empty is null."""
    spelled = pc.utf8_normalize(values, form="NFKC")
    visible = pc.utf8_trim_whitespace(pc.replace_substring_regex(spelled, _INVISIBLE, ""))
    return pc.if_else(pc.equal(visible, ""), pa.scalar(None, pa.string()), visible)


def _normalise(sheet: Sheet, name: str) -> None:
    delivered = sheet.columns[name]
    sheet.judge(is_scientific(delivered), column=name, code="spreadsheet_number", values=delivered)
    values = sheet.columns[name]
    odd = as_mask(pc.invert(pc.match_substring_regex(values, _PLAIN)))
    if not odd.any():
        return
    rows = np.flatnonzero(odd)
    before = pc.take(values, pa.array(rows)).combine_chunks()
    long = pc.greater(pc.utf8_length(before), _LONGEST)
    after = normalised(pc.if_else(long, "", before))
    sheet.normalised += int(pc.sum(pc.not_equal(before, after)).as_py() or 0)
    bad: Mask = np.zeros(sheet.read, dtype=np.bool_)
    bad[rows] = as_mask(pc.invert(pc.match_substring_regex(after, _ALLOWED))) | as_mask(long)
    sheet.columns[name] = replaced(values, odd, after)
    sheet.judge(bad, column=name, code="bad_key", values=values)


def replaced(values: Any, mask: Mask, replacements: Any) -> Any:
    """Return the values with those of the mask replaced, in order."""
    whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks)
    return pa.chunked_array([pc.replace_with_mask(whole, pa.array(mask), replacements)])


def one_row_each(sheet: Sheet) -> None:
    """Keep one of equal rows with one key; set rows aside that differ; Refused beyond the limit."""
    if _distinct(sheet.columns[sheet.table.key[0]]):
        return
    sheet.several, keys = True, key_of(sheet)
    if len(sheet.table.key) > 1 and _distinct(keys):
        return
    counts = pc.value_counts(keys)
    several = counts.field("values").filter(pc.greater(counts.field("counts"), 1)).drop_null()
    rows = np.flatnonzero(as_mask(pc.is_in(keys, value_set=several)))
    group = pa.table({KEY: keys, **sheet.columns}).take(pa.array(rows)).append_column(ROW, pa.array(rows))
    distinct = group.group_by([KEY, *sheet.table.names]).aggregate([(ROW, "min")])
    spelled = pc.value_counts(distinct[KEY])
    different = spelled.field("values").filter(pc.greater(spelled.field("counts"), 1))
    _drop_repeats(sheet, rows, distinct.filter(pc.invert(pc.is_in(distinct[KEY], value_set=different))))
    _set_different_aside(sheet, keys, different)


def _distinct(keys: Any) -> bool:
    return bool(pc.count_distinct(keys, mode="only_valid").as_py() == len(keys) - keys.null_count)


def key_of(sheet: Sheet) -> Any:
    """Return the key of every row as text; null where a part is missing."""
    parts = [pc.cast(sheet.columns[name], pa.string()) for name in sheet.table.key]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "\x1f")


def _drop_repeats(sheet: Sheet, rows: Any, kept: pa.Table) -> None:
    """Of equal rows the first stays; the others leave without being bad, and are counted."""
    whole = pc.is_in(key_of(sheet).take(pa.array(rows)), value_set=kept[KEY])
    repeats = np.setdiff1d(rows[as_mask(whole)], np.asarray(kept[f"{ROW}_min"]))
    if len(repeats):
        sheet.normalised += len(repeats)
        sheet.repeated[repeats] = True
        sheet.findings.append(Said("repeated_rows", table=sheet.table.name, rows=len(repeats)))


def _set_different_aside(sheet: Sheet, keys: Any, different: Any) -> None:
    if len(different) == 0:
        return
    mask = as_mask(pc.is_in(keys, value_set=different))
    sheet.set_aside(
        mask, column=sheet.table.key[0], code="duplicate_key", values=sheet.columns[sheet.table.key[0]]
    )
    if len(different) > DIFFERENT_KEYS_LIMIT:
        key = ", ".join(sheet.table.key)
        raise Refused(
            Said(
                "keys_differ",
                file=sheet.file,
                keys=len(different),
                key=key,
                limit=DIFFERENT_KEYS_LIMIT,
                spot=sheet.place(int(np.flatnonzero(mask)[0])),
            )
        )
