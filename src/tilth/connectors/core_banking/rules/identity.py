"""Customers' identities: resident identity numbers and ages (faults 42–44)."""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.reading.text_cells import is_scientific
from tilth.connectors.core_banking.rules import concerned, keys, telephones
from tilth.connectors.core_banking.sheet import Mask, Sheet, as_mask
from tilth.kernel import spelling
from tilth.kernel.dates import add_years
from tilth.kernel.identity import CHECK, WEIGHTS, as_eighteen
from tilth.kernel.said import Said
from tilth.policy import codes

RESIDENT = ("resident_id", "身份证")
OLDEST = 120
_PRIVATE = r"[\x{E000}-\x{F8FF}\x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}]"
_WEIGHTS = np.array(WEIGHTS, dtype=np.int64)
_CHECK = np.frombuffer(CHECK.encode(), dtype=np.uint8)


def check(sheet: Sheet, business_date: dt.date) -> None:
    """Judge ages and identity numbers; bring telephone numbers to one spelling or leave the value out."""
    _ages(sheet, business_date)
    _numbers(sheet)
    _shared(sheet)
    _names(sheet)
    telephones.check(sheet, tuple(codes.NUMBERS))


def _names(sheet: Sheet) -> None:
    """Write GBK's private-use forms as the characters that they stand for; tell of others, which stay."""
    values = sheet.columns["name"]
    private = pc.match_substring_regex(values, _PRIVATE)
    if not pc.any(private).as_py():
        return
    written = pa.chunked_array(
        [
            pa.array(
                [None if one is None else spelling.standard(one) for one in values.to_pylist()], pa.string()
            )
        ]
    )
    sheet.normalised += int(as_mask(pc.not_equal(values, written)).sum())
    sheet.columns["name"] = written
    unknown = int((as_mask(pc.match_substring_regex(written, _PRIVATE)) & ~sheet.bad).sum())
    if unknown:
        sheet.findings.append(Said("private_signs", rows=unknown))


def _ages(sheet: Sheet, business_date: dt.date) -> None:
    born, opened = sheet.columns["birth_date"], sheet.columns["opened_on"]
    person = pc.equal(sheet.columns["kind"], "person")
    late = pc.greater(born, pa.scalar(business_date, pa.date32()))
    old = pc.less_equal(born, pa.scalar(add_years(business_date, -OLDEST - 1), pa.date32()))
    impossible = as_mask(pc.and_(person, pc.or_(late, old)))
    sheet.judge(impossible, column="birth_date", code="impossible_age", values=born)
    company = as_mask(pc.and_(pc.invert(person), late))
    sheet.judge(company, column="birth_date", code="future_date", values=born)
    before = as_mask(pc.and_(person, pc.less(opened, born))) & ~impossible
    sheet.judge(before, column="birth_date", code="opened_before_birth", values=born)


def _numbers(sheet: Sheet) -> None:
    values = sheet.columns["id_number"]
    if values.null_count == len(values):
        return
    sheet.judge(is_scientific(values), column="id_number", code="spreadsheet_number", values=values)
    values = sheet.columns["id_number"]
    resident = as_mask(pc.is_in(sheet.columns["id_type"], value_set=pa.array(RESIDENT)))
    rows = np.flatnonzero(resident & as_mask(pc.is_valid(values)) & ~sheet.bad)
    if len(rows) == 0:
        return
    given = pc.take(values, pa.array(rows)).combine_chunks()
    number = pc.utf8_upper(pc.utf8_trim_whitespace(given))
    _respell(sheet, rows, given, number)
    _judge(sheet, rows, number)


def _respell(sheet: Sheet, rows: Any, given: Any, number: Any) -> None:
    changed = as_mask(pc.not_equal(given, number))
    if changed.any():
        sheet.normalised += int(changed.sum())
        mask = np.zeros(sheet.read, dtype=np.bool_)
        mask[rows[changed]] = True
        values = pa.concat_arrays(sheet.columns["id_number"].chunks)
        sheet.columns["id_number"] = pa.chunked_array(
            [pc.replace_with_mask(values, pa.array(mask), number.filter(pa.array(changed)))]
        )


def _judge(sheet: Sheet, rows: Any, number: Any) -> None:
    eighteen = as_mask(pc.match_substring_regex(number, r"^[1-9]\d{16}[\dX]$"))
    fifteen = as_mask(pc.match_substring_regex(number, r"^[1-9]\d{14}$"))
    if fifteen.any():
        sheet.findings.append(Said("former_id_numbers", rows=int(fifteen.sum())))
    birth = pc.if_else(
        pa.array(eighteen),
        pc.utf8_slice_codeunits(number, 6, 14),
        pc.binary_join_element_wise("19", pc.utf8_slice_codeunits(number, 6, 12), ""),
    )
    sex = pc.if_else(
        pa.array(eighteen), pc.utf8_slice_codeunits(number, 16, 17), pc.utf8_slice_codeunits(number, 14, 15)
    )
    readable = eighteen | fifteen
    checks = np.ones(len(number), dtype=np.bool_)
    checks[eighteen] = _check_digits(number.filter(pa.array(eighteen)))
    born = pc.take(sheet.columns["birth_date"], pa.array(rows))
    gender = pc.take(sheet.columns["gender"], pa.array(rows))
    male = as_mask(pc.match_substring_regex(sex, "[13579]"))
    says = pc.if_else(pa.array(male), "M", "F")
    faults: tuple[tuple[str, Mask], ...] = (
        ("id_format", ~readable),
        ("id_checksum", ~checks),
        ("id_birth_date", readable & as_mask(pc.not_equal(pc.strftime(born, format="%Y%m%d"), birth))),
        ("id_gender", readable & as_mask(pc.not_equal(gender, says))),
    )
    told = np.zeros(len(number), dtype=np.bool_)
    for code, mask in faults:
        wrong = np.zeros(sheet.read, dtype=np.bool_)
        wrong[rows[mask & ~told]] = True
        told |= mask
        sheet.judge(wrong, column="id_number", code=code, values=sheet.columns["id_number"])


def _shared(sheet: Sheet) -> None:
    """Report identity numbers of several customers, a former one under the 18 digits that it became."""
    numbers = pc.if_else(pa.array(sheet.bad), pa.scalar(None, pa.string()), sheet.columns["id_number"])
    fifteen = as_mask(pc.equal(pc.utf8_length(numbers), 15))
    if fifteen.any():
        former = pc.filter(numbers, pa.array(fifteen)).to_pylist()
        grown = pa.array([as_eighteen(number) for number in former], pa.string())
        numbers = keys.replaced(numbers, fifteen, grown)
    counted = pc.value_counts(pc.drop_null(numbers))
    counted = counted.filter(pc.greater(counted.field("counts"), 1))
    if not len(counted):
        return
    rows = as_mask(pc.is_in(numbers, value_set=counted.field("values"), skip_nulls=True))
    branches = pc.filter(sheet.columns["branch_id"], pa.array(rows))
    sheet.findings.append(
        Said(
            "shared_id_numbers",
            numbers=len(counted),
            rows=int(rows.sum()),
            most=pc.max(counted.field("counts")).as_py(),
            branches=concerned.of_branches(branches),
        )
    )


def _check_digits(numbers: Any) -> Mask:
    """Say for each 18-character number whether its last character is the check digit (GB 11643)."""
    if len(numbers) == 0:
        return np.zeros(0, dtype=np.bool_)
    listed = pa.ListArray.from_arrays(pa.array([0, len(numbers)], pa.int32()), numbers)
    whole = pc.binary_join(listed, "")[0].as_buffer()
    raw = np.frombuffer(whole, dtype=np.uint8).reshape(-1, 18)
    sums = (raw[:, :17].astype(np.int64) - ord("0")) @ _WEIGHTS
    right: Mask = _CHECK[sums % 11] == raw[:, 17]
    return right
