"""What is compared of every customer of the night on show: one row a number, sealed numbers as indexes."""

from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path

import adbc_driver_postgresql.dbapi as adbc
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tilth.lake.parquet import write_table
from tilth.policy.duplicates.evidence import Known

COLUMNS = tuple(one.name for one in fields(Known))
SHARED = ("mobile", "landline", "employer")
"""Columns that many customers may have without having anything to do with each other."""
_READ = """
    SELECT customer_id, kind, name, name_pinyin AS pinyin, id_index::text AS document,
        id_type AS document_kind, mobile_index::text AS mobile, phone_line_index::text AS landline,
        birth_date AS birthday, gender, nullif(employer, '') AS employer, branch_id AS branch
    FROM published_customer WHERE generation = {generation} AND NOT restricted AND one_with IS NULL
"""
SCHEMA = pa.schema([pa.field(name, pa.date32() if name == "birthday" else pa.string()) for name in COLUMNS])


def of_night(url: str, generation: int, path: Path) -> None:
    """Write the customers of a published night as Parquet."""
    with adbc.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(_READ.format(generation=int(generation)))
        found = cursor.fetch_arrow_table().cast(SCHEMA)
    _write(found, path)


def of_known(known: Iterable[Known], path: Path) -> None:
    """Write some customers as Parquet."""
    rows = [astuple(one) for one in known]
    columns = {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}
    _write(pa.table(columns, schema=SCHEMA), path)


def _write(found: pa.Table, path: Path) -> None:
    """Write a table of customers, whole or not at all."""
    part = path.with_suffix(".part")
    write_table(part, found)
    part.replace(path)


def count(path: Path) -> int:
    """Return how many customers were written."""
    return int(pq.read_metadata(path).num_rows)


def opened(connection: duckdb.DuckDBPyConnection, path: Path, *, shared_by: int) -> int:
    """Make the table `people`, with `by_…` what may bring two together; return how many they are."""
    keys = ", ".join(
        f"CASE WHEN count(*) OVER (PARTITION BY {one}) <= {int(shared_by)} THEN {one} END AS by_{one}"
        for one in SHARED
    )
    people = connection.read_parquet(str(path))
    connection.execute(f"CREATE TABLE people AS SELECT *, {keys} FROM people ORDER BY customer_id")  # noqa: S608 - our own names
    return len(people)
