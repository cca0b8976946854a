"""A small bank whose nights the real command computes on a cluster."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
from psycopg import sql

from integration.night import town
from spark.comparing import equal

PATIENCE = 900


@dataclass(frozen=True)
class Town(town.Town):
    """A bank, and the folder in which its nights on Spark keep their steps."""

    spill: Path

    def begin(self, place: str, *feeds: Path) -> subprocess.Popen[str]:
        """Start nights on the cluster at `place`."""
        return self.start("nightly", "--engine", "spark", "--master", place, "--spill", self.spill, *feeds)

    def on_spark(self, place: str, *feeds: Path) -> tuple[int, str]:
        """Compute nights on the cluster at `place`; return the status, and what standard error ends with."""
        return ended(self.begin(place, *feeds))

    def steps(self) -> int:
        """Return how many steps the running night has kept, or begun to."""
        return len(list(self.spill.glob("night-*/kept_*")))

    def left(self) -> list[str]:
        """Return what lies in the spill folder between two nights, but for its lock."""
        return [path.name for path in self.spill.glob("*") if path.name != ".lock"]


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a command; return its status and the sentence it ended with, if there is one."""
    _, error = process.communicate(timeout=PATIENCE)
    said = [line for line in error.splitlines() if line.startswith("tilth: ")]
    assert process.returncode == 0 or len(said) == 1, error
    return process.returncode, "".join(said)


def when(process: subprocess.Popen[str], ready: Callable[[], bool]) -> bool:
    """Wait for a moment of a running command; return whether it came before the command ended."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.02)
    return False


def misses(made: town.Town, wanted: town.Town) -> tuple[int, list[str]]:
    """Return the lake's tables compared, and those in which one bank's lake is not the other's."""
    roots = [one.lake.root.resolve() for one in (made, wanted)]
    names = [sorted(path.relative_to(root) for path in root.rglob("*.parquet")) for root in roots]
    lines = [f"{name}: not in both" for name in set(names[0]) ^ set(names[1])]
    lines += [
        f"{name}: other rows"
        for name in names[1]
        if name in names[0] and not equal(*(pq.read_table(root / name) for root in roots))
    ]
    return len(names[1]), lines


def published(url: str) -> dict[str, list[str]]:
    """Return the rows of each table that pages read, as texts."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            r"SELECT relname FROM pg_class WHERE relname LIKE 'published\_%' AND relkind IN ('r', 'p')"
            " AND NOT relispartition ORDER BY relname"
        ).fetchall()
        query = sql.SQL("SELECT t::text FROM {} AS t ORDER BY 1")
        return {
            name: [text for (text,) in connection.execute(query.format(sql.Identifier(name)))]
            for (name,) in found
        }
