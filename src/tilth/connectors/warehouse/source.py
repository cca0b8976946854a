"""The lake's night as DuckDB views, and a fingerprint by which the same content is known again."""

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tilth.connectors.warehouse import pinyin
from tilth.connectors.warehouse.tables import Published
from tilth.kernel.errors import Refused
from tilth.lake.layout import Area
from tilth.lake.store import Lake

_FEED = ("branches", "staff", "customers", "products", "holdings")
_MARTS = ("customers", "events", "call_list", "exclusions", "book", "branch", "rates")
BATCH = 50_000

Figures = tuple[int | Decimal, ...]


def paths(files: Lake, day: dt.date) -> dict[str, Path]:
    """Return view name → file of the night; Refused when the lake does not hold it whole."""
    found = {f"feed_{name}": files.path(Area.FEED, name, day) for name in _FEED}
    found |= {f"mart_{name}": files.path(Area.MARTS, name, day) for name in _MARTS}
    missing = [str(path) for path in found.values() if not path.exists()]
    if missing:
        raise Refused(f"The lake does not hold the night of {day} ({missing[0]} is missing): run it first.")
    return found


def fingerprint(found: dict[str, Path]) -> str:
    """Return the SHA-256 of the night's files, in order of their names."""
    digest = hashlib.sha256()
    for name in sorted(found):
        with found[name].open("rb") as file:
            digest.update(f"{name} {hashlib.file_digest(file, 'sha256').hexdigest()}\\n".encode())
    return digest.hexdigest()


class Source:
    """The night, ready to be read by several threads, each through its own cursor."""

    def __init__(self, found: dict[str, Path], *, values: dict[str, Any]) -> None:
        self._connection = duckdb.connect(config={"preserve_insertion_order": True})
        self._connection.execute("SET enable_progress_bar = false")
        self._values = values
        for name, path in found.items():
            self._connection.read_parquet(str(path)).create_view(name)
        self._spell_names()

    def close(self) -> None:
        """Let go of files and memory."""
        self._connection.close()

    def batches(self, table: Published) -> pa.RecordBatchReader:
        """Return the table's rows as a stream of Arrow batches."""
        cursor = self._connection.cursor()
        return cursor.sql(table.rows, params=self._named(table.rows)).to_arrow_reader(BATCH)

    def figures(self, table: Published) -> Figures:
        """Return the figures that the loaded table has to show."""
        row = self._connection.cursor().execute(table.lake, self._named(table.lake)).fetchone()
        return tuple(row or ())

    def _named(self, statement: str) -> dict[str, Any]:
        return {name: value for name, value in self._values.items() if f"${name}" in statement}

    def _spell_names(self) -> None:
        distinct = self._connection.execute(
            "SELECT DISTINCT name, kind = 'person' AS person FROM feed_customers"
        ).fetchall()
        full, initials = pinyin.spell_all(distinct)
        spelled = pa.table(
            {
                "name": pa.array([name for name, _ in distinct], pa.string()),
                "person": pa.array([person for _, person in distinct], pa.bool_()),
                "pinyin": pa.array(full, pa.string()),
                "initials": pa.array(initials, pa.string()),
            }
        )
        self._connection.from_arrow(spelled).create("names")
