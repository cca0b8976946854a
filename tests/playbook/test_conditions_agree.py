"""The plain reading, the engine's columns and the written text of a condition always agree."""

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.strategies import ITEMS, conditions, rows
from tilth.engine import conditions as compiled
from tilth.policy.conditions import (
    COLUMNS,
    Type,
    category_column,
    columns_of,
    detail_column,
    evaluate,
    parse,
    render,
)
from tilth.policy.vocabulary import CATEGORIES

_ARROW = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int32(),
    Type.MONEY: pa.decimal128(18, 2),
    Type.RATIO: pa.float64(),
    Type.BOOLEAN: pa.bool_(),
}
_OF_ITEM = {
    "choice": pa.list_(pa.string()),
    "number": pa.int64(),
    "days": pa.int64(),
    "amount": pa.decimal128(18, 2),
}
SCHEMA = pa.schema(
    [
        *((name, _ARROW[info.type]) for name, info in COLUMNS.items()),
        ("categories", pa.list_(pa.string())),
        *((category_column(category), pa.decimal128(18, 2)) for category in CATEGORIES),
        *((detail_column(measure, item), kind) for item in ITEMS for measure, kind in _OF_ITEM.items()),
    ]
)
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def duck():
    backend = ibis.duckdb.connect(threads=1)
    yield backend
    backend.disconnect()


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(wanted=st.lists(conditions, min_size=1, max_size=4), customers=st.lists(rows, min_size=1, max_size=6))
def test_plain_reading_and_duckdb_agree_on_every_row_nulls_included(duck, wanted, customers):
    table = ibis.memtable(pa.Table.from_pylist(customers, schema=SCHEMA))
    columns = {f"c{index}": compiled.compile(node, table) for index, node in enumerate(wanted)}
    found = duck.to_pyarrow(table.select(**columns)).to_pylist()
    for index, node in enumerate(wanted):
        engine = [row[f"c{index}"] for row in found]
        assert engine == [evaluate(node, row) for row in customers], render(node)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(node=conditions)
def test_a_written_condition_reads_back_as_itself(node):
    assert parse(render(node)) == node


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(node=conditions, customer=rows)
def test_a_reading_needs_only_the_columns_it_names(node, customer):
    needed = columns_of(node)
    narrow = {name: found for name, found in customer.items() if name in needed}
    assert evaluate(node, narrow) == evaluate(node, customer)
