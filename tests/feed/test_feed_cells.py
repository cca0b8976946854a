"""Cells of CSV become exactly what Python's own parsers say, or are set aside."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilth.connectors.core_banking.reading import text_cells
from tilth.ports.schema import Column, Kind


def typed(kind: Kind, *texts: str | None) -> tuple[list, list[str]]:
    """Return values and, per cell, the code of its fault."""
    column = Column(name="x", kind=kind, about="x")
    values, faulty = text_cells.typed(column, pa.chunked_array([pa.array(texts, pa.string())]))
    codes = ["" for _ in texts]
    for mask, code in faulty:
        for at in range(len(texts)):
            codes[at] = codes[at] or (code if mask[at] else "")
    return values.to_pylist(), codes


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.decimals(-(10**13) + 1, 10**13 - 1, places=2), min_size=1, max_size=20))
def test_money_is_exact(amounts: list[Decimal]) -> None:
    values, codes = typed(Kind.MONEY, *(f"{amount:f}" for amount in amounts))
    assert values == amounts
    assert not any(codes)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("007", "7"),
        ("00000000000000000000.10", "0.10"),
        ("9999999999999.99", "9999999999999.99"),
    ],
)
def test_plain_numbers_are_money(text: str, value: str) -> None:
    assert typed(Kind.MONEY, text) == ([Decimal(value)], [""])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_number"), ("+1", "not_a_number"), (".5", "not_a_number"), ("5.", "not_a_number"),
        (" 1", "not_a_number"), ("1 ", "not_a_number"), ("1_0", "not_a_number"), ("0x1", "not_a_number"),
        ("−1", "not_a_number"), ("1\n", "not_a_number"), ("¥1", "not_a_number"), ("1.000", "too_many_places"),
        ("99999999999999.00", "too_large"),
    ],
)  # fmt: skip
def test_other_spellings_are_no_money(text: str, code: str) -> None:
    assert typed(Kind.MONEY, text) == ([None], [code])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.dates(dt.date(1800, 1, 1), dt.date(9999, 12, 31)), min_size=1, max_size=20))
def test_every_calendar_day_is_read(days: list[dt.date]) -> None:
    assert typed(Kind.DATE, *(day.isoformat() for day in days)) == (days, [""] * len(days))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(1800, 9999), st.integers(0, 13), st.integers(0, 32))
def test_a_day_is_taken_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        expected: dt.date | None = dt.date.fromisoformat(text)
    except ValueError:
        expected = None
    assert typed(Kind.DATE, text) == ([expected], ["" if expected else "not_a_date"])


ZONES = ("", "Z", "+08:00", "+0800", "-05:30", "+00:00")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.datetimes(dt.datetime(1992, 1, 2), dt.datetime(2100, 1, 1)),  # noqa: DTZ001 - wall clock
    st.sampled_from(ZONES),
    st.sampled_from(["T", " "]),
)
def test_timestamps_become_wall_clock_in_shanghai(moment: dt.datetime, zone: str, between: str) -> None:
    text = moment.isoformat(sep=between) + zone
    stated = dt.datetime.fromisoformat(text)
    local = stated.astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None) if zone else stated
    assert typed(Kind.TIMESTAMP, text, None) == ([local, None], ["", ""])


OTHER_MOMENTS = (
    "2026-11-20T24:00:00",
    "2026-11-20T10:60:00",
    "2026-11-20T10:00:60",
    "2026-11-20T10",
    "2026-11-20T10:00:00+25:00",
    "2023-02-29T10:00:00",
    "20261120T100000",
    "10:00",
)


@pytest.mark.parametrize("text", OTHER_MOMENTS)
def test_other_moments_are_none(text: str) -> None:
    assert typed(Kind.TIMESTAMP, text) == ([None], ["not_a_timestamp"])


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.RATE, "0.2", "0.2"), (Kind.RATE, "-0.1", "-0.1"), (Kind.RATE, "0.0123456789", "0.01234568"),
        (Kind.RATE, "0.000000005", "0.00000001"), (Kind.RATE, "-0.000000005", "-0.00000001"),
        (Kind.QUANTITY, "7", "7"), (Kind.QUANTITY, "123456789012345.12345678", "123456789012345.12345678"),
    ],
)  # fmt: skip
def test_fractions_are_rounded_to_eight_places(kind: Kind, text: str, value: str) -> None:
    assert typed(kind, text) == ([Decimal(value)], [""])


def test_rates_beyond_their_column_are_set_aside() -> None:
    assert typed(Kind.RATE, "1000", "1e-5", "NaN") == (
        [None] * 3,
        ["too_large", "not_a_number", "not_a_number"],
    )


def test_booleans_and_whole_numbers() -> None:
    assert typed(Kind.BOOLEAN, "true", "false", "1", "0", None) == (
        [True, False, True, False, None],
        [""] * 5,
    )
    assert typed(Kind.BOOLEAN, "TRUE", "yes", "t")[1] == ["not_a_boolean"] * 3
    assert typed(Kind.INTEGER, "365", "-1", "007") == ([365, -1, 7], [""] * 3)
    assert typed(Kind.INTEGER, "1.0", "1" * 19)[1] == ["not_an_integer"] * 2
