"""One night on DuckDB and on a Spark cluster of this machine: processor, clock, and whether they are equal.

`python -m bench.on_spark [CUSTOMERS ...]` starts a master and two workers of one core; it needs the extra.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench import bank, by_engine, compare, measure, spark_cluster
from bench.lunar_days import OUT
from tilth.engine.sessions import spark
from tilth.lake.store import Lake
from tilth.ports.marts import BY_NAME

SIZES = (4_000, 100_000)
AGAIN = 2
"""How often each engine computes the night: the first time it also compiles."""


def main() -> None:
    """Print a line for each size, engine and time."""
    print(measure.speed())
    print("| customers | engine | time | processor, s | clock, s | differences |")
    print("| --- | --- | --- | --- | --- | --- |")
    for customers in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            data, folder = _lake(customers), Path(name)
            _print(data, customers, folder / "duckdb", "")
            with _cluster(folder / "cluster") as master:
                _print(data, customers, folder / "spark", master)


def _lake(customers: int) -> Path:
    """Return a data folder whose lake holds the bank's nights."""
    data = OUT / f"lake-{customers}"
    if not data.exists():
        made = bank.data_folder(customers)
        for feed in bank.feeds(customers):
            by_engine.take(made, feed)
        made.rename(data)
    return data


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    folder.mkdir()
    with spark_cluster.standing(folder) as made, spark.opened(master=made.place, spill=folder / "spill"):
        yield made.place


def _print(data: Path, customers: int, own: Path, master: str) -> None:
    for number in range(1, AGAIN + 1):
        before, began = _processor(), time.perf_counter()
        by_engine.last_night(data, own, master)
        clock, processor = time.perf_counter() - began, _processor() - before
        engine, differ = "Spark" if master else "DuckDB", _differences(data, own)
        print(
            f"| {customers:,} | {engine} | {number} | {processor:.1f} | {clock:.1f} | {differ} |", flush=True
        )


def _processor() -> float:
    """Return the seconds of this process and of all that it started and that still live."""
    this = psutil.Process()
    times = [one.cpu_times() for one in (this, *this.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def _differences(data: Path, own: Path) -> int:
    """Count the cells and rows in which a night computed again is not the lake's own."""
    lake = Lake(data)
    day = lake.nights[-1].business_date
    left, right = compare.night_of(lake.root, day), compare.night_of(own, day)
    found = compare.compare(left=left, right=right, tables=tuple(BY_NAME.values()))
    return sum(one.count for one in found)


if __name__ == "__main__":
    main()
