"""The benchmark behind `make bench`: a bank's nights, engine beside SQL, publishing, the Today page."""

import argparse
import shutil
import statistics
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import bank, compare, measure
from bench.measure import Measured
from tilth.lake.store import Lake

ROUNDS = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table: what, how much, and what was aimed at; a target is shown, never enforced."""

    what: str
    figure: str
    target: str = ""


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    console = Console()
    feeds, data = bank.feeds(given.customers), bank.data_folder(given.customers)
    with console.status("accepting and computing the nights") as status:
        taken = [measure.run("take", data, feed) for feed in feeds]
        status.update("the last night, engine and SQL in turn")
        engine, sql = _rounds(data, given.rounds)
        status.update("comparing the two")
        differing = _differing(data)
        status.update("publishing")
        published = measure.run("publish", data, "-")
        status.update("asking for pages")
        pages = measure.run("today", data, "-")
    lines = [
        *_accepted(taken),
        *_nights(engine, sql),
        differing,
        _published(published),
        *_pages(pages),
    ]
    console.print(_table(given.customers, lines))


def _rounds(data: Path, rounds: int) -> tuple[list[Measured], list[Measured]]:
    """Compute the last night alternately with engine and SQL, each in its own process."""
    found: dict[str, list[Measured]] = {"engine": [], "sql": []}
    for _round in range(rounds):
        for task, results in found.items():
            own = data / f"bench-{task}"
            shutil.rmtree(own, ignore_errors=True)
            results.append(measure.run(task, data, own))
    return found["engine"], found["sql"]


def _differing(data: Path) -> Line:
    day = Lake(data).nights[-1].business_date
    left, right = compare.night_of(data / "bench-engine", day), compare.night_of(data / "bench-sql", day)
    found = compare.compare(left=left, right=right)
    figure = "equal in every column" if not found else "; ".join(f"{one.table}.{one.column}" for one in found)
    return Line(what="Engine and SQL, all marts and state", figure=figure, target="equal")


def _accepted(taken: list[Measured]) -> list[Line]:
    seconds = [one.printed["seconds"]["accept"] for one in taken]
    shown = ", ".join(f"{each:.1f}" for each in seconds)
    return [Line(what="Accepting a night's feed, each night", figure=f"{shown} s", target="well below 60 s")]


def _nights(engine: list[Measured], sql: list[Measured]) -> list[Line]:
    lines = []
    for name, runs in (("engine", engine), ("hand-written SQL", sql)):
        cpu, wall = (statistics.median(getattr(run, unit) for run in runs) for unit in ("cpu", "wall"))
        peak = max(run.peak for run in runs)
        target = "below 4 GiB" if runs is engine else ""
        figure = f"{cpu:.1f} s CPU, {wall:.1f} s wall, {peak:.2f} GiB"
        lines.append(Line(what=f"Night 3, {name}, median of {len(runs)}", figure=figure, target=target))
    ratio = statistics.median(run.cpu for run in engine) / statistics.median(run.cpu for run in sql)
    return [*lines, Line(what="Engine ÷ SQL, CPU", figure=f"{ratio:.2f}", target="at most 1.3")]


def _published(run: Measured) -> Line:
    figure = f"{run.printed['publish']:.1f} s, client {run.cpu:.1f} s CPU, peak {run.peak:.2f} GiB"
    return Line(what="Publishing night 3 to a fresh embedded PostgreSQL", figure=figure, target="below 60 s")


def _pages(run: Measured) -> list[Line]:
    printed = run.printed
    what = f"Today page, {printed['requests']} requests of {printed['managers']} managers"
    figure = f"p50 {printed['p50']:.1f} ms, p95 {printed['p95']:.1f} ms; CPU {printed['cpu_p50']:.1f} ms"
    return [Line(what=what, figure=figure, target="p95 below 50 ms")]


def _table(customers: int, lines: list[Line]) -> Table:
    table = Table(title=f"Tilth, a bank of {customers:,} customers")
    for header in ("What", "Figure", "Target"):
        table.add_column(header)
    for line in lines:
        table.add_row(line.what, line.figure, line.target)
    return table


if __name__ == "__main__":
    main()
