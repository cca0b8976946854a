"""`tilth nightly`: accept feeds, compute their nights, publish the newest (contract §4); `tilth night`."""

import datetime as dt
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tilth import wiring
from tilth.jobs.cli import data_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilth.jobs.night.run import Job


@click.command()
@click.argument("feeds", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@click.option("--replace", is_flag=True, help="Take a feed again, or an earlier one, and what follows anew.")
@click.option("--override", is_flag=True, help="Take a feed whose volumes jump, after two people looked.")
@click.option("--far-date", is_flag=True, help="The date, long after the last accepted night, is meant.")
@click.option("--engine", type=click.Choice(["duckdb"]), default="duckdb", show_default=True)
def nightly(  # noqa: PLR0913 - one name an option
    feeds: tuple[Path, ...],
    data: Path,
    *,
    replace: bool,
    override: bool,
    far_date: bool,
    engine: Literal["duckdb"],
) -> None:
    """Accept FEEDS (folders named by their business date), compute their nights, publish the newest."""
    run(data, feeds, replace=replace, override=override, far_date=far_date, engine=engine)


def run(  # noqa: PLR0913 - one name an option
    data: Path,
    feeds: tuple[Path, ...],
    *,
    replace: bool = False,
    override: bool = False,
    far_date: bool = False,
    engine: Literal["duckdb"] = "duckdb",
) -> None:
    """Run the nights of `feeds` in a data folder, with progress on standard output."""
    from tilth.jobs.night import batch

    with _job(data, engine=engine, override=override, far_date=far_date) as job:
        batch.nights(job, feeds, replace=replace)


@click.group()
def night() -> None:
    """Take the last night back."""


@night.command("take-back")
@data_option
def take_back(data: Path) -> None:
    """Undo the last accepted night whole; what people recorded since stays."""
    from tilth.jobs.night import back

    with _job(data) as job:
        back.last(job)


@contextmanager
def _job(
    data: Path, *, engine: Literal["duckdb"] = "duckdb", override: bool = False, far_date: bool = False
) -> "Iterator[Job]":
    from tilth.jobs.night.progress import telling
    from tilth.jobs.night.run import Job

    bank = wiring.bank(data)
    with telling() as teller:
        yield Job(
            data=data,
            cache=wiring.cache(data),
            bank=bank,
            lake=wiring.lake(data),
            ring=wiring.ring(data),
            url=wiring.database_url(data),
            engine=engine,
            override=override,
            far_date=far_date,
            clock=lambda: dt.datetime.now(tz=dt.UTC),
            teller=teller,
        )
