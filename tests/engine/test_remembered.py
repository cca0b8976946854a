"""Statements kept in a file: the next process begins with them, and a file that is not whole is none."""

import datetime as dt
import os
import subprocess
import sys

import ibis
import pytest

from tilth.engine import remembered
from tilth.engine.sessions import duckdb
from tilth.engine.statements import Statements
from tilth.ports.schema import Kind

FIRST, LATER = dt.date(2026, 1, 9), dt.date(2026, 12, 9)
COLUMNS = {"name": "string", "on": "date", "amount": "decimal(18,2)"}


class Process:
    """What a process knows that begins with the file of a folder."""

    def __init__(self, folder):
        self.statements = Statements()
        self.written = []
        remembered._SEEN.clear()
        remembered.read(self.statements, folder)
        self.engine = ibis.duckdb.connect()
        self.engine.create_table("rows", schema=COLUMNS)

    def sql(self, day):
        rows = self.engine.table("rows")
        return self.statements.sql(rows.filter(rows.on <= day, rows.name.isin(["a", "b"])), self._write)

    def _write(self, expression):
        self.written.append(expression)
        return self.engine.compile(expression)


@pytest.fixture
def left(tmp_path):
    """The folder in which an earlier process left its statement, which knows its columns."""
    earlier = Process(tmp_path)
    earlier.sql(FIRST).result.columns = (("name", "VARCHAR", "YES"),)
    remembered.write(earlier.statements, tmp_path)
    return tmp_path


def test_the_next_process_writes_nothing_anew(left):
    later = Process(left)
    found = later.sql(LATER)
    assert later.written == []
    assert (found.result.tables, found.result.columns) == (("rows",), (("name", "VARCHAR", "YES"),))
    rows = later.engine.table("rows")
    assert found.text == later.engine.compile(rows.filter(rows.on <= LATER, rows.name.isin(["a", "b"])))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": 1}', '{"a": [["x"], ["t"], [["only a name"]]]}', "\0"]
)
def test_a_file_that_is_not_whole_is_written_anew(left, text):
    remembered.place(left).write_text(text, "utf-8")
    later = Process(left)
    later.sql(LATER)
    assert len(later.written) == 1
    remembered.write(later.statements, left)
    assert Process(left).statements.known.keys() == later.statements.known.keys()


def test_what_others_put_there_stays(left):
    one, two = Process(left), Process(left)
    rows = one.engine.table("rows")
    one.statements.sql(rows.select("name"), one._write)
    remembered.write(one.statements, left)
    rows = two.engine.table("rows")
    two.statements.sql(rows.select("amount"), two._write)
    remembered.write(two.statements, left)
    assert len(Process(left).statements.known) == 3


def test_without_room_or_leave_the_work_stands(left):
    many = Process(left)
    many.statements.most = 1
    rows = many.engine.table("rows")
    many.statements.known.clear()
    many.statements.sql(rows.select("name"), many._write)
    remembered.write(many.statements, left)
    assert len(Process(left).statements.known) == 1
    (left / "file").touch()
    remembered.write(many.statements, left / "file")


def test_a_form_is_the_same_in_every_process():
    program = """
import ibis
from tilth.engine.statements import Statements
engine = ibis.duckdb.connect()
rows = engine.create_table("rows", schema={"name": "string", "amount": "decimal(18,2)"})
told = rows.group_by("name").aggregate(most=rows.amount.max(), few=rows.amount.sum().round(2))
known = Statements()
known.sql(told.filter(told.name.isin(["a", "b", "c"]), told.most > 3.5), engine.compile)
print(*known.known)
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert told != {"\n"}


def test_a_night_leaves_its_statements_where_it_is_told(tmp_path):
    remembered._SEEN.clear()
    with duckdb.opened(spill=tmp_path, memory="500MB", threads=1, cache=tmp_path / "cache") as session:
        rows = session.small("given", on=(Kind.DATE, [FIRST]))
        session.keep("kept", rows.mutate(other=rows.on + ibis.interval(days=1)))
    assert list((tmp_path / "cache").iterdir()) == [remembered.place(tmp_path / "cache")]
