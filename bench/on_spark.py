"""One night on DuckDB and on a Spark cluster of this machine: processor, clock, memory; are they equal?

`python -m bench.on_spark [CUSTOMERS ...]` starts a master and two workers of one core; it needs the extra.
The driver's Java may hold 1 GiB (`spark.driver.memory`): a mart that came to it would show in its peak.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import psutil

from bench import bank, by_engine, compare, measure, spark_cluster
from bench.lunar_days import OUT
from tilth.engine.sessions import rendering, spark
from tilth.lake.store import Lake
from tilth.ports.marts import BY_NAME

P, R = ParamSpec("P"), TypeVar("R")
SIZES = (4_000, 100_000)
CORES = 2
"""Of the cluster: a worker has one."""
AGAIN = 2
"""How often each engine computes the night: the first time it also compiles."""


def main() -> None:
    """Print a line for each size, engine and time; Spark's first, so that its memory is not DuckDB's."""
    print(measure.speed())
    print("| customers | engine | time | processor, s | clock, s | peak, GiB: Python | Java | differences |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for customers in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            data, folder = _apart(_lake, customers), Path(name)
            with _cluster(folder / "cluster", customers) as master:
                _print(data, customers, folder / "spark", master)
            _print(data, customers, folder / "duckdb", "")


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
def _cluster(folder: Path, customers: int) -> Iterator[str]:
    """Start a cluster with so many partitions as `tilth night spark-settings` gives to the bank."""
    folder.mkdir()
    partitions = rendering.Size(customers=customers, cores=CORES).partitions
    with spark_cluster.standing(folder, workers=CORES) as made:
        made.settle(spark_sql_shuffle_partitions=f"{partitions}")
        with spark.opened(master=made.place, spill=folder / "spill"):
            yield made.place


def _print(data: Path, customers: int, own: Path, master: str) -> None:
    for number in range(1, AGAIN + 1):
        before, began = _processor(), time.perf_counter()
        by_engine.last_night(data, own, master)
        clock, processor = time.perf_counter() - began, _processor() - before
        peaks = " | ".join(_peaks())
        engine, differ = "Spark" if master else "DuckDB", _apart(_differences, data, own)
        print(
            f"| {customers:,} | {engine} | {number} | {processor:.1f} | {clock:.1f} | {peaks} | {differ} |",
            flush=True,
        )


def _peaks() -> tuple[str, str]:
    """Return the highest resident memory so far of this process, and of Spark's driver where one runs."""
    this = psutil.Process()
    drivers = [one.pid for one in this.children() if "SparkSubmit" in " ".join(one.cmdline())]
    java = [f"{_peak(pid):.2f}" for pid in drivers]
    return f"{_peak(this.pid):.2f}", "".join(java)


def _peak(pid: int) -> float:
    """Return the highest resident memory of a process, in GiB."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**20


def _apart(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """Do it in a process of its own: a bank's nights and comparing take more memory than a driver."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given, **named).result()


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
