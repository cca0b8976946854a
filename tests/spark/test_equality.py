"""The same nights on Spark and on DuckDB: every table cell for cell, and what the slow reference says."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from property import hard_cases
from property.engine import Run, compare, run
from reference.inputs import Night
from spark import banks
from tilth.lake.layout import Area
from tilth.ports.marts import BY_NAME

pytestmark = [
    pytest.mark.spark,
    # PySpark leaves the sockets of what it fetches to the garbage collector
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("pyspark")
    from spark import cluster  # noqa: PLC0415 - needs the extra
    from tilth.engine.sessions import spark  # noqa: PLC0415 - the same

    with (
        cluster.standing(tmp_path_factory.mktemp("cluster")) as place,
        spark.opened(master=place, spill=tmp_path_factory.mktemp("spill")),  # which the nights below join
    ):
        yield place


def differences(one: Run, other: Run) -> tuple[int, int, list[str]]:
    """Return tables and cells compared, and the tables that differ in a type, a cell or the order of rows."""
    tables = cells = 0
    lines = []
    for day in one.days:
        for name in BY_NAME:
            found, wanted = (pq.read_table(made.draft.path(Area.MARTS, name, day)) for made in (one, other))
            tables += 1
            cells += wanted.num_rows * wanted.num_columns
            if found.to_pylist() != wanted.to_pylist() or not _same_types(found, wanted):
                lines.append(f"{day} {name}: {found.num_rows} rows, not those {wanted.num_rows}")
    return tables, cells, lines


def _same_types(found: pa.Table, wanted: pa.Table) -> bool:
    kinds = [(field.name, str(field.type).replace("element", "item")) for field in found.schema]
    return kinds == [(field.name, str(field.type).replace("element", "item")) for field in wanted.schema]


@pytest.mark.parametrize(
    ("nights", "base_currency"),
    [
        pytest.param(hard_cases.nights(), "CNY", id="hard cases"),
        pytest.param(hard_cases.empty_nights(), "CNY", id="a bank without customers"),
        pytest.param(hard_cases.foreign_nights(), "USD", id="another base currency"),
    ],
)
def test_spark_equals_duckdb_and_the_reference(master: str, nights: list[Night], base_currency: str) -> None:
    with (
        run(nights, base_currency=base_currency) as usual,
        run(nights, base_currency=base_currency, master=master) as made,
    ):
        tables, cells, lines = differences(made, usual)
        lines += compare(nights, made)
    print(f"FIGURE spark: {len(nights)} nights, {tables} tables, {cells} cells, {len(lines)} differences")
    assert not lines, "\n".join(lines[:20])


def test_a_random_bank_goes_on_from_one_engine_to_the_other(master: str) -> None:
    nights = banks.bank().nights
    with run(nights) as usual, run(()) as made:
        for place, night in enumerate(nights):
            made.master = "" if place % 2 else master
            made.night(night)
        tables, cells, lines = differences(made, usual)
        lines += compare(nights, made)
    print(
        f"FIGURE spark: {len(nights)} mixed nights, {tables} tables, {cells} cells, {len(lines)} differences"
    )
    assert not lines, "\n".join(lines[:20])
