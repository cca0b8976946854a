"""A statement is remembered by the form of its expression: equal forms are equal SQL but for the days."""

import datetime as dt

import ibis
import pytest

from tilth.engine.sessions import duckdb
from tilth.engine.statements import Statements
from tilth.ports.schema import Kind

FIRST, LATER, LAST = (dt.date(2026, month, 9) for month in (1, 3, 12))
COLUMNS = {"name": "string", "on": "date", "until": "date", "amount": "int64"}


class Counted:
    """Statements of which it is known how many Ibis wrote; each is what Ibis would write."""

    def __init__(self, most=1000):
        self.engine = ibis.duckdb.connect()
        self.engine.create_table("rows", schema=COLUMNS)
        self.rows = self.engine.table("rows")
        self.statements = Statements(most)
        self.written = 0

    def __call__(self, expression):
        found = self.statements.sql(expression, self._write)
        assert found.text == self.engine.compile(expression)
        self.engine.raw_sql(found.text)
        return found.result

    def _write(self, expression):
        self.written += 1
        return self.engine.compile(expression)


@pytest.fixture
def sql():
    return Counted()


def test_another_day_is_not_written_anew(sql):
    for day in (FIRST, LATER, LAST):
        sql(sql.rows.filter(sql.rows.on <= day).mutate(told=ibis.literal(day)))
    assert sql.written == 1


def test_days_that_were_equal_must_stay_equal(sql):
    for day, other in ((FIRST, FIRST), (FIRST, LATER), (LATER, LAST), (LAST, LAST), (LAST, FIRST)):
        sql(sql.rows.filter(sql.rows.on > day, sql.rows.until > other))
    assert sql.written == 2


def test_a_day_made_of_numbers_is_written_anew(sql):
    for day, other in ((FIRST, 1), (FIRST, 1), (dt.date(2026, 1, 1), 1), (LATER, 1)):
        sql(sql.rows.filter(sql.rows.on > day, sql.rows.until > ibis.date(2026, 1, other)))
    assert sql.written == 4


def test_days_in_a_list_are_days(sql):
    for days in ((FIRST, LATER), (LATER, LAST), (LAST, FIRST)):
        sql(sql.rows.filter(sql.rows.on.isin(days)))
    assert sql.written == 1
    sql(sql.rows.filter(sql.rows.on.isin((FIRST, LATER, LAST))))
    assert sql.written == 2


def test_numbers_and_texts_are_part_of_the_form(sql):
    for value in (1, 1.0, True, 2, "1"):
        sql(sql.rows.mutate(value=ibis.literal(value)))
    assert sql.written == 5


def test_a_text_that_reads_like_a_day_is_a_text(sql):
    said = ibis.literal("MAKE_DATE(2026, 1, 9) it's")
    for day in (FIRST, LATER):
        sql(
            sql.rows.filter(sql.rows.on == day).mutate(
                said=said, **{"MAKE_DATE(2026, 1, 9)": ibis.literal(1)}
            )
        )
    assert sql.written == 1


def test_names_and_types_of_columns_are_part_of_the_form(sql):
    other = sql.engine.create_table("other", schema=COLUMNS)
    wider = sql.engine.create_table("wider", schema=COLUMNS | {"amount": "decimal(18, 2)"})
    for rows in (sql.rows, other, wider):
        sql(rows.group_by("name").aggregate(total=rows.amount.sum()))
        sql(rows.group_by("on").aggregate(total=rows.amount.sum()))
    assert sql.written == 6


def test_a_table_of_another_engine_is_the_same_table(sql):
    again = ibis.duckdb.connect()
    again.create_table("rows", schema=COLUMNS)
    for rows in (sql.rows, again.table("rows")):
        sql(rows.filter(rows.on == FIRST).select("name"))
    assert sql.written == 1


def test_a_table_met_twice_is_not_two_tables(sql):
    other = sql.engine.create_table("other", schema=COLUMNS)
    for right in (sql.rows.view(), other):
        sql(sql.rows.inner_join(right, "name").select(sql.rows.name, right.amount))
    assert sql.written == 2


def test_what_is_known_of_a_result_goes_with_the_form(sql):
    def result(day, column):
        return sql(sql.rows.filter(sql.rows.on == day).select(column))

    first = result(FIRST, "name")
    assert first.tables == ("rows",)
    first.columns = (("name", "VARCHAR", "YES"),)
    assert result(LATER, "name") is first
    assert result(LATER, "amount").columns is None


def test_a_value_that_cannot_be_told_is_written_anew(sql):
    for value in (b"one", b"two", b"two"):
        sql(sql.rows.mutate(told=ibis.literal(value)))
    assert sql.written == 3


def test_it_does_not_grow_without_end():
    sql = Counted(most=2)
    for column in (*COLUMNS, *COLUMNS):
        sql(sql.rows.select(column))
    assert sql.written == 8
    for day in (FIRST, LATER, LAST):
        sql(sql.rows.filter(sql.rows.on == day))
    assert sql.written == 10


def test_columns_that_are_remembered_are_those_that_the_engine_tells(tmp_path):
    """The second engine asks DuckDB for none: types come out as in the first, whatever Ibis believes."""
    told = []
    for day in (FIRST, LATER):
        with duckdb.opened(spill=tmp_path, memory="1GB", threads=1) as session:
            rows = session.small("given", on=(Kind.DATE, [day]), amount=(Kind.MONEY, [3]))
            above = session.step("above", rows.filter(rows.on <= day).mutate(times=rows.amount * 2))
            twice = session.step("twice", above.mutate(halves=above.times / 2))
            kept = session.keep("kept", twice.join(above, "on").select("on", twice.halves, above.times))
            told.append([above.schema(), twice.schema(), kept.schema()])
            assert session.fetch(kept) == [{"on": day, "halves": 3, "times": 6}]
    assert told[0] == told[1]
