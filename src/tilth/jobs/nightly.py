"""`tilth nightly`: accept feeds, compute their nights, publish the newest (contract §4); `tilth night`."""

import datetime as dt
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel import collector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tilth.engine.sessions.rendering import On
    from tilth.jobs.night.run import Job
    from tilth.policy.bank import Bank, EngineName, NightSettings


@click.command()
@click.argument("feeds", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@click.option("--replace", is_flag=True, help="Take a feed again, or an earlier one, and what follows anew.")
@click.option("--override", is_flag=True, help="Take a feed whose volumes jump, after two people looked.")
@click.option("--far-date", is_flag=True, help="The date, long after the last accepted night, is meant.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), help="[default: bank.toml's, duckdb]")
@click.option("--master", metavar="URL", help="Where the Spark cluster listens: spark://HOST:PORT.")
@click.option(
    "--spill", type=click.Path(path_type=Path), help="A folder that Spark's driver and executors all see."
)
def nightly(  # noqa: PLR0913 - one name an option
    feeds: tuple[Path, ...],
    data: Path,
    *,
    replace: bool,
    override: bool,
    far_date: bool,
    engine: "EngineName | None",
    master: str | None,
    spill: Path | None,
) -> None:
    """Accept FEEDS (folders named by their business date), compute their nights, publish the newest."""
    named = {"engine": engine, "master": master, "spill": str(spill.absolute()) if spill else None}
    run(data, feeds, replace=replace, override=override, far_date=far_date, engine=named)


def run(  # noqa: PLR0913 - one name an option
    data: Path,
    feeds: tuple[Path, ...],
    *,
    replace: bool = False,
    override: bool = False,
    far_date: bool = False,
    engine: "Mapping[str, str | None] | None" = None,
) -> None:
    """Run the nights of `feeds` in a data folder, with progress on standard output.

    `engine` says what of the bank's own settings of its nights is otherwise this time.
    """
    from tilth.jobs.night import batch

    collector.settle()  # expressions are made by the hundred thousand, and go when they are counted down
    with _job(data, engine=engine or {}, override=override, far_date=far_date) as job:
        batch.nights(job, feeds, replace=replace)


@click.group()
def night() -> None:
    """Take the last night back, or print what a cluster needs and is set to for the nights."""


@night.command("spark-settings")
@click.option("--on", type=click.Choice(["standalone", "yarn", "kubernetes"]), default="standalone")
@click.option("--customers", type=click.IntRange(min=1), required=True, help="How many the bank has.")
@click.option("--cores", type=click.IntRange(min=1), required=True, help="How many the night may have.")
@click.option("--shared", default="/shared", help="The folder that all machines see.  [default: /shared]")
def spark_settings(on: "On", *, customers: int, cores: int, shared: str) -> None:
    """Print `spark-defaults.conf` for a cluster that computes the nights, and the line that runs one."""
    from tilth.engine.sessions import rendering

    size = rendering.Size(customers=customers, cores=cores)
    click.echo(rendering.text(on, size, shared=shared), nl=False)


@night.command("spark-sizes")
@click.option(
    "--minutes", type=click.FloatRange(min=1), default=30, show_default=True, help="A night's time."
)
@click.option(
    "--machine", type=click.IntRange(min=1), default=4, show_default=True, help="One machine's cores."
)
def spark_sizes(*, minutes: float, machine: int) -> None:
    """Print what a night asks of one machine and of a cluster, for banks up to 100,000,000 customers."""
    from tilth.engine.sessions import sizing

    click.echo(sizing.text(minutes=minutes, machine=machine), nl=False)


@night.command("take-back")
@data_option
def take_back(data: Path) -> None:
    """Undo the last accepted night whole; what people recorded since stays."""
    from tilth.jobs.night import back

    with _job(data) as job:
        back.last(job)


@contextmanager
def _job(
    data: Path,
    *,
    engine: "Mapping[str, str | None] | None" = None,
    override: bool = False,
    far_date: bool = False,
) -> "Iterator[Job]":
    from tilth.engine.sessions import opening
    from tilth.jobs.night.progress import telling
    from tilth.jobs.night.run import Job

    bank = wiring.bank(data)
    settings = _engine(bank, engine or {})
    held = nullcontext() if engine is None else opening.held(settings, spill=settings.folder(data), lake=data)
    with held, telling() as teller:
        yield Job(
            data=data,
            cache=wiring.cache(data),
            bank=bank,
            lake=wiring.lake(data),
            ring=wiring.ring(data),
            url=wiring.database_url(data),
            engine=settings,
            override=override,
            far_date=far_date,
            clock=lambda: dt.datetime.now(tz=dt.UTC),
            teller=teller,
        )


def _engine(bank: "Bank", named: "Mapping[str, str | None]") -> "NightSettings":
    """Return the engine of these nights: the bank's own but for what is named."""
    return bank.night.model_copy(update={name: value for name, value in named.items() if value})
