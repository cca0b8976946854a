"""Parquet columns of other widths convert without loss, or cost the cell that would lose."""

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pytest

from tilth.connectors.core_banking.reading import parquet_cells
from tilth.ports.schema import Column, Kind

UTC = dt.UTC


def typed(kind: Kind, values: list, arrow: pa.DataType) -> tuple[list, list[str]]:
    """Return values and, per cell, the code of its fault."""
    column = Column(name="x", kind=kind, about="x")
    array, faulty = parquet_cells.typed(column, pa.chunked_array([pa.array(values, arrow)]))
    codes = ["" for _ in values]
    for mask, code in faulty:
        for at in range(len(values)):
            codes[at] = codes[at] or (code if mask[at] else "")
    return array.to_pylist(), codes


DAY = dt.date(2026, 11, 20)
MOMENT = dt.datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 - wall clock
LOSSLESS = [
    (Kind.TEXT, "张", pa.large_string(), "张"),
    (Kind.KEY, "A", pa.dictionary(pa.int32(), pa.string()), "A"),
    (Kind.DATE, DAY, pa.date64(), DAY),
    (Kind.TIMESTAMP, MOMENT, pa.timestamp("s"), MOMENT),
    (Kind.TIMESTAMP, MOMENT, pa.timestamp("ms"), MOMENT),
    (Kind.TIMESTAMP, MOMENT, pa.timestamp("ns"), MOMENT),
    (Kind.TIMESTAMP, MOMENT.replace(tzinfo=UTC), pa.timestamp("us", "UTC"), MOMENT.replace(hour=17)),
    (Kind.MONEY, 7, pa.int64(), Decimal(7)),
    (Kind.MONEY, 7, pa.uint8(), Decimal(7)),
    (Kind.MONEY, Decimal("7.10"), pa.decimal128(38, 2), Decimal("7.10")),
    (Kind.MONEY, Decimal("7.10"), pa.decimal128(38, 30), Decimal("7.10")),
    (Kind.MONEY, Decimal("7.10"), pa.decimal256(76, 40), Decimal("7.10")),
    (Kind.MONEY, Decimal("-7.1"), pa.decimal128(5, 1), Decimal("-7.10")),
    (Kind.MONEY, Decimal("9999999999999.99"), pa.decimal128(18, 2), Decimal("9999999999999.99")),
    (Kind.QUANTITY, Decimal("7.1234"), pa.decimal128(18, 4), Decimal("7.1234")),
    (Kind.QUANTITY, 7.125, pa.float64(), Decimal("7.125")),
    (Kind.RATE, 0.2, pa.float64(), Decimal("0.2")),
    (Kind.RATE, -0.1, pa.float64(), Decimal("-0.1")),
    (Kind.RATE, 0.0123456789, pa.float64(), Decimal("0.01234568")),
    (Kind.RATE, Decimal("0.035"), pa.decimal128(4, 3), Decimal("0.035")),
    (Kind.INTEGER, 365, pa.int32(), 365),
    (Kind.INTEGER, 365, pa.uint64(), 365),
    (Kind.BOOLEAN, True, pa.bool_(), True),
]


@pytest.mark.parametrize(("kind", "value", "arrow", "expected"), LOSSLESS, ids=str)
def test_other_widths_convert_without_loss(
    kind: Kind, value: object, arrow: pa.DataType, expected: object
) -> None:
    assert typed(kind, [value, None], arrow) == ([expected, None], ["", ""])


@pytest.mark.parametrize("kind", [kind for kind, *_ in LOSSLESS])
def test_null_typed_column_is_empty(kind: Kind) -> None:
    assert typed(kind, [None, None], pa.null()) == ([None, None], ["", ""])


@pytest.mark.parametrize(
    ("kind", "value", "arrow", "code"),
    [
        (Kind.MONEY, Decimal("7.001"), pa.decimal128(18, 3), "too_many_places"),
        (Kind.MONEY, Decimal("7.001"), pa.decimal256(76, 40), "too_many_places"),
        (Kind.MONEY, Decimal(-10000000000000), pa.decimal128(18, 2), "too_large"),
        (Kind.MONEY, 10**13, pa.int64(), "too_large"),
        (Kind.MONEY, Decimal(10) ** 30, pa.decimal256(76, 2), "too_large"),
        (Kind.QUANTITY, Decimal("0.123456789"), pa.decimal128(18, 9), "not_a_number"),
        (Kind.RATE, Decimal(1000), pa.decimal128(18, 2), "too_large"),
        (Kind.RATE, float("-inf"), pa.float64(), "not_a_number"),
        (Kind.INTEGER, 2**63, pa.uint64(), "too_large"),
        (Kind.DATE, dt.date(1799, 12, 31), pa.date32(), "date_out_of_range"),
    ],
    ids=str,
)
def test_cell_that_would_lose_is_set_aside(kind: Kind, value: object, arrow: pa.DataType, code: str) -> None:
    assert typed(kind, [value, None], arrow) == ([None, None], [code, ""])


@pytest.mark.parametrize(
    ("kind", "arrow"),
    [
        (Kind.MONEY, pa.float64()),
        (Kind.MONEY, pa.float32()),
        (Kind.MONEY, pa.string()),
        (Kind.RATE, pa.string()),
        (Kind.DATE, pa.string()),
        (Kind.DATE, pa.timestamp("us")),
        (Kind.TIMESTAMP, pa.date32()),
        (Kind.TIMESTAMP, pa.int64()),
        (Kind.KEY, pa.int64()),
        (Kind.TEXT, pa.binary()),
        (Kind.TEXT, pa.list_(pa.string())),
        (Kind.INTEGER, pa.float64()),
        (Kind.BOOLEAN, pa.int8()),
        (Kind.BOOLEAN, pa.string()),
    ],
    ids=str,
)
def test_another_type_is_no_column_of_the_contract(kind: Kind, arrow: pa.DataType) -> None:
    with pytest.raises(parquet_cells.WrongTypeError, match=r"column x is .* and must be "):
        typed(kind, [None, None], arrow)
