"""The hostile feeds of CSV, cell by cell: keys, codes, numbers, dates."""

import datetime as dt
from decimal import Decimal

from feed.case import Case, cell, cells, one_cell, value_left_out

H9 = ("holdings", 20, "balance")


def repeat(table: str, row: int, **changes: str):
    """Append a copy of a row, changed or not."""

    def bend(rows) -> None:
        rows[table].append(rows[table][row - 1] | changes)

    return bend


def eleven_different(rows) -> None:
    for n in range(11):
        rows["holdings"].append(rows["holdings"][n] | {"balance": "1.00"})


KEYS = (
    Case(
        number=23,
        name="same row twice",
        rows=repeat("holdings", 20),
        normalised={"holdings": 1},
        finding="1 repeated rows",
    ),
    Case(
        number=24,
        name="same key, other values",
        rows=repeat("holdings", 20, balance="1.00"),
        faults=(
            ("holdings", 20, "holding_id", "duplicate_key"),
            ("holdings", 25, "holding_id", "duplicate_key"),
        ),
        gone={"holdings": ("H20",)},
    ),
    Case(
        number=24,
        name="eleven keys with other values",
        rows=eleven_different,
        refused=("holdings.csv", "11 keys", "line 2", "make the key unique"),
    ),
    Case(
        number=25,
        name="holding of nobody",
        rows=cell("holdings", 3, "customer_id", "C99"),
        faults=(
            ("holdings", 3, "customer_id", "unknown_reference"),
            ("transactions", 3, "holding_id", "reference_quarantined"),
        ),
        gone={"holdings": ("H03",), "transactions": ("T03",)},
    ),
    Case(
        number=26,
        name="key in other spellings",
        rows=cells(
            ("holdings", 3, "customer_id", " C04 "),
            ("holdings", 4, "customer_id", "Ｃ０５"),
            ("holdings", 5, "customer_id", "C\u200b06"),
            ("customers", 4, "customer_id", "\ufeffC04"),
        ),
        normalised={"holdings": 3, "customers": 1},
    ),
    Case(
        number=26,
        name="other spelling repeats a key",
        rows=repeat("holdings", 20, holding_id="Ｈ20"),
        normalised={"holdings": 2},
    ),
    one_cell(26, "key with a quote", ("holdings", 20, "holding_id"), "H'20", "bad_key"),
    one_cell(26, "key of 65 characters", ("holdings", 20, "holding_id"), "H" * 65, "bad_key"),
    Case(
        number=46,
        name="unknown branch",
        rows=cell("staff", 3, "branch_id", "B9"),
        faults=(("staff", 3, "branch_id", "unknown_reference"),),
        gone={"staff": ("S2",)},
        finding="unknown branch_id: B9",
    ),
    Case(
        number=46,
        name="unknown product",
        rows=cell("holdings", 20, "product_id", "P9"),
        faults=(("holdings", 20, "product_id", "unknown_reference"),),
        gone={"holdings": ("H20",)},
        finding="unknown product_id: P9",
    ),
    one_cell(
        46,
        "unknown currency",
        ("holdings", 20, "currency"),
        "RMB",
        "unknown_currency",
        finding="unknown currency: RMB",
    ),
    one_cell(
        46,
        "currency without a rate",
        ("holdings", 20, "currency"),
        "JPY",
        "currency_without_rate",
        finding="without a rate (JPY)",
    ),
)

CELLS = (
    value_left_out(19, "NUL in text", ("transactions", 2, "memo"), "a\0b", "control_character"),
    one_cell(27, "negative balance of a fund", H9, "-1.00", "negative_balance"),
    Case(
        number=27,
        name="overdrawn demand deposit",
        rows=cell("holdings", 21, "balance", "-1.00"),
        values={("holdings", "H21", "balance"): Decimal("-1.00")},
    ),
    one_cell(28, "three decimal places", H9, "1.005", "too_many_places"),
    one_cell(29, "thousands separators", H9, "1,234,567.89", "not_a_number"),
    one_cell(29, "full-width digits", H9, "１２３", "not_a_number"),
    one_cell(30, "NaN", H9, "NaN", "not_a_number"),
    one_cell(30, "Infinity", H9, "Infinity", "not_a_number"),
    one_cell(30, "1e400", H9, "1e400", "not_a_number"),
    one_cell(31, "more than 18 digits", H9, "12345678901234567890.00", "too_large"),
    one_cell(31, "ten trillion", H9, "10000000000000.00", "too_large"),
    one_cell(32, "scientific notation", H9, "2E2", "not_a_number"),
    one_cell(33, "NULL as a number", H9, "NULL", "not_a_number"),
    value_left_out(33, "backslash N as text", ("transactions", 2, "memo"), "\\N", "null_token"),
    one_cell(33, "empty where required", H9, "", "missing"),
    one_cell(
        34,
        "transaction after the business date",
        ("transactions", 2, "at"),
        "2026-11-21T00:00:00",
        "future_date",
    ),
    one_cell(
        34, "opened after the business date", ("holdings", 21, "opened_on"), "2026-11-21", "future_date"
    ),
    *(
        one_cell(37, f"date {value}", ("holdings", 21, "opened_on"), value, "not_a_date")
        for value in ("0000-00-00", "1900-01-00", "45981", "2026/11/20", "20261120")
    ),
    one_cell(38, "29 February of a common year", ("holdings", 21, "opened_on"), "2023-02-29", "not_a_date"),
    one_cell(38, "29 February of 1900", ("holdings", 21, "opened_on"), "1900-02-29", "not_a_date"),
    one_cell(39, "two-digit year", ("holdings", 21, "opened_on"), "90-03-08", "not_a_date"),
    one_cell(40, "infinity as a date", ("holdings", 21, "opened_on"), "infinity", "not_a_date"),
    Case(
        number=40,
        name="no expiry",
        rows=cell("holdings", 21, "matures_on", "9999-12-31"),
        values={("holdings", "H21", "matures_on"): dt.date(9999, 12, 31)},
    ),
    one_cell(41, "date with time", ("holdings", 21, "opened_on"), "2024-02-29T00:00:00", "not_a_date"),
    one_cell(41, "date with zone", ("holdings", 21, "opened_on"), "2024-02-29Z", "not_a_date"),
    one_cell(41, "timestamp without time", ("transactions", 2, "at"), "2026-11-20", "not_a_timestamp"),
    value_left_out(
        40, "matures before it opens", ("holdings", 21, "matures_on"), "2024-02-28", "before_opening"
    ),
    value_left_out(
        33, "Boolean in another spelling", ("holdings", 21, "auto_renew"), "True", "not_a_boolean"
    ),
    one_cell(
        46, "value outside the contract", ("transactions", 2, "kind"), "Withdrawal", "not_accepted_value"
    ),
)
