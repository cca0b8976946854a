"""`tilth bank generate`: write the feeds of a synthetic bank."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tilth.connectors.demo_bank import Plan, Written


@click.group()
def bank() -> None:
    """Generate a synthetic bank."""


@bank.command()
@click.option("--customers", type=int, required=True, help="Customers on the first night.")
@click.option("--days", type=int, required=True, help="Business days, one feed each.")
@click.option("--seed", type=int, required=True, help="The same seed gives the same bytes.")
@click.option(
    "--until",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The last business date; 2026-11-20 if not given.",
)
@click.option("--parquet/--csv", "parquet", default=True, help="The form of the files.")
@click.argument("out_dir", type=click.Path(path_type=Path, file_okay=False))
def generate(  # noqa: PLR0913 - one parameter per option
    *, customers: int, days: int, seed: int, until: dt.datetime | None, parquet: bool, out_dir: Path
) -> None:
    """Write consecutive business-day feeds and truth.json to OUT_DIR."""
    from tilth.connectors.demo_bank import DEFAULT_UNTIL, Plan
    from tilth.connectors.demo_bank import generate as feeds

    last = until.date() if until else DEFAULT_UNTIL
    plan = Plan(customers=customers, days=days, seed=seed, until=last, csv=not parquet)
    _show(plan, feeds(plan, out_dir))


def _show(plan: "Plan", written: Iterator["Written"]) -> None:
    """A bar on a terminal, a line per feed otherwise."""
    if not sys.stdout.isatty():
        for feed in written:
            click.echo(_line(feed))
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("feeds", total=plan.days)
        for feed in written:
            progress.update(task, advance=1, description=feed.business_date.isoformat())
            progress.console.print(_line(feed), highlight=False)


def _line(feed: "Written") -> str:
    return (
        f"{feed.business_date.isoformat()}  customers {feed.customers:,}  holdings {feed.holdings:,}  "
        f"transactions {feed.transactions:,}  bytes {feed.bytes:,}"
    )
