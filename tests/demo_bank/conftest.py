"""Two small banks, made once: one over a weekend, one over the National Day week and its make-up Saturday."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tilth.connectors.demo_bank import Plan, generate
from tilth.ports.feed import TABLES
from tilth.ports.feed.days import DUE_DAYS
from tilth.ports.schema import Table

EVERY_NIGHT = tuple(table for table in TABLES if table is not DUE_DAYS)
"""What the demo bank's core system delivers from the first night on."""


@dataclass(frozen=True)
class MadeBank:
    plan: Plan
    out: Path

    @property
    def feeds(self) -> list[Path]:
        return sorted(path for path in self.out.iterdir() if path.is_dir())

    def delivered(self, folder: Path) -> tuple[Table, ...]:
        """Return what a feed brings: cards, premiums and documents are known from the middle one on."""
        late = self.feeds.index(folder) >= len(self.feeds) // 2
        return TABLES if late else EVERY_NIGHT

    @cached_property
    def truth(self) -> dict[str, Any]:
        return dict(json.loads((self.out / "truth.json").read_text("utf-8")))

    def table(self, day: dt.date | Path, name: str) -> pa.Table:
        folder = day if isinstance(day, Path) else self.out / day.isoformat()
        return pq.read_table(folder / f"{name}.parquet")

    def rows(self, day: dt.date, name: str) -> list[dict[str, Any]]:
        return list(self.table(day, name).to_pylist())

    def ask(self, question: str, day: dt.date, before: dt.date | None = None) -> list[tuple[Any, ...]]:
        """Ask one day's feed; an earlier one's tables are `old_…`, the dates variables `day` and `before`."""
        with duckdb.connect() as connection:
            connection.execute("set enable_progress_bar = false")
            connection.execute("set variable day = $1::date", [day])
            connection.execute("set variable before = $1::date", [before])
            for prefix, night in (("", day), ("old_", before)):
                for path in sorted((self.out / night.isoformat()).glob("*.parquet")) if night else ():
                    connection.execute(f"create view {prefix}{path.stem} as from '{path}'")
            return list(connection.execute(question).fetchall())

    @property
    def pairs(self) -> list[tuple[dt.date, dt.date]]:
        return list(zip(self.plan.feeds[:-1], self.plan.feeds[1:], strict=True))


def made(plan: Plan, out: Path) -> MadeBank:
    for _ in generate(plan, out):
        pass
    return MadeBank(plan, out)


@pytest.fixture(scope="session")
def weekend_bank(tmp_path_factory: pytest.TempPathFactory) -> MadeBank:
    return made(Plan(customers=600, days=6, seed=11), tmp_path_factory.mktemp("weekend") / "bank")


@pytest.fixture(scope="session")
def holiday_bank(tmp_path_factory: pytest.TempPathFactory) -> MadeBank:
    plan = Plan(customers=500, days=4, seed=3, until=dt.date(2026, 10, 11))
    return made(plan, tmp_path_factory.mktemp("holiday") / "bank")


@pytest.fixture(params=["weekend_bank", "holiday_bank"])
def each_bank(request: pytest.FixtureRequest) -> MadeBank:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]
