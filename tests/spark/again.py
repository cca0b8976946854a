"""The nights of a lake computed once more on Spark, each after Spark's own night before it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from bench.beside import Beside

from spark.comparing import equal
from tilth.engine.run import compute
from tilth.lake import layout
from tilth.lake.layout import Area
from tilth.lake.store import Lake
from tilth.policy.playbook import Playbook
from tilth.ports.marts import BY_NAME

Books = Callable[[dt.date], Playbook]


@dataclass(frozen=True)
class Own(Beside):
    """Of a night that was computed again the new files are read, else those of the lake."""

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the newest file of a table and night."""
        own = layout.folder(self.own, area, table, day) / layout.PART
        return own if own.exists() else super().path(area, table, day)


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A lake whose nights DuckDB computed, and what they were computed by."""

    lake: Lake
    base_currency: str
    books: Books

    def again(self, days: Sequence[dt.date], own: Path, master: str) -> str:
        """Compute some of its nights on Spark; return the figures, AssertionError where a cell differs.

        The nights before the first of `days` are DuckDB's.
        """
        files, all_days = Own(self.lake.root.resolve(), own), [one.business_date for one in self.lake.nights]
        cells, lines = 0, []
        for day in days:
            compute(
                day=day,
                earlier=[one for one in all_days if one < day],
                files=files,
                playbook=self.books(day),
                base_currency=self.base_currency,
                spill=own / "spill",
                engine="spark",
                master=master,
            )
            for name in BY_NAME:
                made, wanted = (
                    pq.read_table(path)
                    for path in (files.path(Area.MARTS, name, day), Beside.path(files, Area.MARTS, name, day))
                )
                cells += wanted.num_rows * wanted.num_columns
                if not equal(made, wanted):
                    lines.append(f"{day} {name}: {made.num_rows} rows, not those {wanted.num_rows}")
        tables = len(days) * len(BY_NAME)
        assert not lines, "\n".join(lines[:20])
        return f"{len(days)} nights {days[0]} to {days[-1]}, {tables} tables, {cells} cells, 0 differ"
