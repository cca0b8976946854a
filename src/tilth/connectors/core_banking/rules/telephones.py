"""Telephone numbers: columns in the one spelling, and what is none left out (fault 45)."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.sheet import Sheet, as_mask
from tilth.kernel import telephones
from tilth.kernel.said import Said

_MOBILE = r"^1[3-9]\d{9}$"
_LANDLINE = r"^(?:0\d{2,3})?[2-8]\d{6,7}$|^[48]00\d{7}$|^(?:95|96|10|12)\d{3,6}$"
_FOREIGN = r"^\+[1-9]\d{6,14}$"
_EXTENDED = r"^(?:(?:0\d{2,3})?[2-8]\d{6,7}|[48]00\d{7})转\d{1,6}$"
_OF_PEOPLE = f"{_MOBILE}|^(?:0\\d{{2,3}})?[2-8]\\d{{6,7}}(?:转\\d{{1,6}})?$|{_FOREIGN}"
"""Somebody's own number: no hotline."""
_SEVERAL = r"\S[;；,，、/／|｜\s]+[\d+０-９]"
_KNOWN = f"{_MOBILE}|{_LANDLINE}|{_FOREIGN}|{_EXTENDED}"


def check(sheet: Sheet, names: tuple[str, ...]) -> None:
    """Spell telephone columns; what is no telephone number is left out, its row kept, and told.

    Of two numbers in a cell the second goes where a row has none, be it a mobile's place or a landline's.
    """
    if len(names) > 1:
        _part(sheet, names)
    for name in names:
        values = sheet.columns[name]
        if values.null_count == len(values) or as_mask(pc.match_substring_regex(values, _MOBILE)).all():
            continue
        spelled = one_spelling(values)
        wrong = as_mask(pc.invert(pc.match_substring_regex(spelled, _KNOWN)))
        sheet.drop_values(wrong, column=name)
        lost = int((wrong & ~sheet.bad).sum())
        if lost:
            sheet.findings.append(Said("numbers_lost", table=sheet.table.name, column=name, rows=lost))
        changed = as_mask(pc.not_equal(values, spelled)) & ~wrong
        sheet.normalised += int(changed.sum())
        sheet.columns[name] = pc.if_else(pa.array(changed), spelled, sheet.columns[name])


def _part(sheet: Sheet, names: tuple[str, ...]) -> None:
    """Give second numbers of a cell the place that is empty in their row; tell how many found none."""
    for name, other in zip(names, reversed(names), strict=True):
        if not as_mask(pc.match_substring_regex(sheet.columns[name], _SEVERAL)).any():
            continue
        halved = pc.utf8_normalize(sheet.columns[name], form="NFKC")
        several = as_mask(pc.match_substring_regex(halved, telephones.SECOND))
        second = one_spelling(pc.replace_substring_regex(halved, telephones.SECOND, r"\1"))
        several &= as_mask(pc.match_substring_regex(second, _OF_PEOPLE))
        several &= as_mask(pc.not_equal(second, one_spelling(halved)))
        free = several & as_mask(pc.is_null(sheet.columns[other]))
        sheet.columns[other] = pc.if_else(pa.array(free), second, sheet.columns[other])
        sheet.normalised += int(free.sum())
        same = as_mask(pc.equal(second, one_spelling(sheet.columns[other])))
        more = as_mask(pc.match_substring_regex(halved, telephones.THIRD))
        left = int(((several & ~same | more) & ~sheet.bad).sum())
        if left:
            sheet.findings.append(Said("numbers_second", table=sheet.table.name, column=name, rows=left))


def one_spelling(values: Any) -> Any:
    """Return text in the spelling that vault, search and dialler read: digits, `+` abroad, 转 extension."""
    spelled = pc.utf8_normalize(values, form="NFKC")
    for pattern, becomes in telephones.STEPS:
        spelled = pc.replace_substring_regex(spelled, pattern, becomes)
    return spelled
