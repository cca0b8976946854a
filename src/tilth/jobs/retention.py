"""`tilth retention`: say which rows are over their period, and let them go (docs/how-to/compliance.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import psycopg

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import TilthError, one_line

if TYPE_CHECKING:
    from tilth.domain.retention.asking import Connection
    from tilth.domain.retention.queries import Line, Preview


@click.group()
def retention() -> None:
    """Say which rows are over their retention period, and let them go."""


@retention.command()
@data_option
def preview(data: Path) -> None:
    """Say by table and rule how many rows would go, and change nothing."""
    from tilth.domain.retention import queries

    with _connected(data) as connection:
        tell(queries.preview(connection))


@retention.command()
@data_option
@click.option("--yes", is_flag=True, help="Do not ask again before rows go for ever.")
def sweep(data: Path, *, yes: bool) -> None:
    """Let go what the preview counts, some rows at a time; interrupted, it goes on when called again."""
    from tilth.domain.retention import operations, queries

    with _connected(data) as connection:
        found = queries.preview(connection)
        tell(found)
        if not found.going:
            return
        if not yes:
            click.confirm(f"{found.going:,} rows go for ever. Go on?", abort=True)
        gone = operations.sweep(connection, ring=wiring.ring(data), on_step=_said)
        click.echo(f"{sum(gone.values()):,} rows went, with their histories; the audit says so.")


def tell(found: "Preview") -> None:
    """Print a preview: a line for each table that has rows, and what the bank never told."""
    click.echo(f"Periods are judged by the night on show, {found.day}.")
    if not found.told_ends:
        click.echo(
            "The feed has never told of the end of a relationship: nothing that is counted from it goes."
        )
    for line in found.lines:
        if line.rows:
            click.echo(_sentence(line))
    click.echo(f"{found.going:,} rows go with the next sweep.")


def _sentence(line: "Line") -> str:
    days = f" ({line.oldest} to {line.newest})" if line.going else ""
    parts = [f"{line.rows:,} row{'' if line.rows == 1 else 's'}", f"{line.going:,} go{days}"]
    parts += [f"{line.held:,} held"] if line.held else []
    parts += [f"{line.waiting:,} wait for others"] if line.waiting else []
    parts += [f"{line.unknown:,} have not begun"] if line.unknown else []
    parts += [f"the next on {line.next_on}"] if line.next_on else []
    return f"{line.table} by {line.rule}: {', '.join(parts)}"


def _said(table: str, gone: int, of: int) -> None:
    click.echo(f"{table}: {gone:,} of {of:,} gone")


@contextmanager
def _connected(data: Path) -> Iterator["Connection"]:
    wiring.bank(data)
    try:
        with psycopg.connect(wiring.database_url(data)) as connection:
            yield connection
    except psycopg.Error as error:
        reason = one_line(error)
        raise TilthError(
            f"The database did not take it ({reason}): what went stays gone; run the same command again."
        ) from error
