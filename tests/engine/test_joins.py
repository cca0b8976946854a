"""What is attached by key stands beside every row, and is empty where the key is not there."""

import ibis
import pytest

from tilth.engine.joins import attach


@pytest.fixture
def engine():
    return ibis.duckdb.connect()


def made(engine, table, **columns):
    engine.raw_sql(
        f"CREATE TABLE {table} AS SELECT " + ", ".join(f"unnest({v}) AS {c}" for c, v in columns.items())
    )
    return engine.table(table)


def rows(engine, table):
    return sorted(engine.con.execute(engine.compile(table)).fetchall(), key=str)


def test_rows_stay_and_columns_come_in_order(engine):
    left = made(engine, "people", customer_id=["a", "b"], age=[1, 2])
    money = made(engine, "money", aum=[10], customer_id=["b"])
    named = made(engine, "named", customer_id=["a", "b", "c"], name=["A", "B", "C"])
    both = attach(left, money, named)
    assert both.columns == ("customer_id", "age", "aum", "name")
    assert rows(engine, both) == [("a", 1, None, "A"), ("b", 2, 10, "B")]


def test_it_is_what_left_joins_say(engine):
    left = made(engine, "people", customer_id=["a", "b", "b"], age=[1, 2, 3])
    money = made(engine, "money", customer_id=["b", "b"], aum=[10, 20])
    joined = left.left_join(money, "customer_id").select(left.customer_id, left.age, money.aum)
    assert rows(engine, attach(left, money)) == rows(engine, joined)


def test_what_is_attached_may_be_worked_on(engine):
    left = made(engine, "people", customer_id=["a", "b"], age=[1, 2])
    money = made(engine, "money", customer_id=["b"], aum=[10]).mutate(twice=ibis._.aum * 2)
    found = attach(left.filter(left.age > 1), money.filter(money.aum > 5))
    assert rows(engine, found.mutate(sum=found.age + found.twice)) == [("b", 2, 10, 20, 22)]


def test_another_key_and_a_table_beside_itself(engine):
    left = made(engine, "places", branch_id=["x", "y"], parent=["y", "z"])
    above = left.select("branch_id", above="parent")
    last = left.select("branch_id", last="parent")
    assert rows(engine, attach(left, above, last, key="branch_id")) == [
        ("x", "y", "y", "y"),
        ("y", "z", "z", "z"),
    ]


def test_columns_of_one_name_are_refused(engine):
    left = made(engine, "people", customer_id=["a"], age=[1])
    with pytest.raises(ValueError, match="age"):
        attach(left, made(engine, "others", customer_id=["a"], age=[2]))
