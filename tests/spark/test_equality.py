"""The same nights on Spark and on DuckDB: every table cell for cell, and what the slow reference says."""

import pytest

from property import hard_cases
from property.engine import compare, run
from reference.inputs import Night
from spark import banks
from spark.comparing import differences

pytestmark = [
    pytest.mark.spark,
    pytest.mark.spark_small,
    # PySpark leaves the sockets of what it fetches to the garbage collector
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize(
    ("nights", "base_currency"),
    [
        pytest.param(hard_cases.nights(), "CNY", id="hard cases"),
        pytest.param(hard_cases.empty_nights(), "CNY", id="a bank without customers"),
        pytest.param(hard_cases.foreign_nights(), "USD", id="another base currency"),
    ],
)
def test_spark_equals_duckdb_and_the_reference(
    hasty_master: str, nights: list[Night], base_currency: str
) -> None:
    with (
        run(nights, base_currency=base_currency) as usual,
        run(nights, base_currency=base_currency, master=hasty_master) as made,
    ):
        tables, cells, lines = differences(made, usual)
        lines += compare(nights, made)
    print(f"FIGURE spark: {len(nights)} nights, {tables} tables, {cells} cells, {len(lines)} differences")
    assert not lines, "\n".join(lines[:20])


def test_a_random_bank_goes_on_from_one_engine_to_the_other(hasty_master: str) -> None:
    nights = banks.bank().nights
    with run(nights) as usual, run(()) as made:
        for place, night in enumerate(nights):
            made.master = "" if place % 2 else hasty_master
            made.night(night)
        tables, cells, lines = differences(made, usual)
        lines += compare(nights, made)
    print(
        f"FIGURE spark: {len(nights)} mixed nights, {tables} tables, {cells} cells, {len(lines)} differences"
    )
    assert not lines, "\n".join(lines[:20])
