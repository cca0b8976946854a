"""`tilth diary`: make the diary again from the records, or compare it with them (ADR 0016)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import TilthError

if TYPE_CHECKING:
    from tilth.domain.diary.keeping import Counted


@click.group()
def diary() -> None:
    """Make the diary again from the records, or compare it with them."""


@diary.command()
@data_option
def rebuild(data: Path) -> None:
    """Make every line what its record says; nobody writes a record meanwhile, and pages stay readable."""
    _start(data)
    from tilth.domain.diary import keeping

    made = keeping.rebuild(_said)
    click.echo(f"The diary has {made.lines:,} lines, of which {made.mended:,} were put right.")


@diary.command()
@data_option
def check(data: Path) -> None:
    """Compare every line with its record; exit status 1 when one is not as it has to be."""
    _start(data)
    click.echo(f"The diary is as its records say: {compared(data)}.")


def compared(_data: Path) -> str:
    """Say how many lines there are; TilthError names those that are not as their records say."""
    from django.apps import apps

    if not apps.ready:
        raise TilthError("not known while the database does not start.")
    from tilth.domain.diary import keeping

    found = keeping.compare()
    if found.wrong:
        more = found.wrong - 1
        raise TilthError(
            f"{found.sentences[0]}{f' ({more:,} more)' if more else ''}: run `tilth diary rebuild`, and"
            " `tilth audit verify` to learn what else was changed by hand."
        )
    return f"{found.lines:,} lines"


def _start(data: Path) -> None:
    wiring.start_django(data)
    if pending := wiring.pending_migrations():
        raise TilthError(f"tables are behind by {pending} migrations: run `tilth init --data {data}`.")


def _said(subject: str, counted: "Counted") -> None:
    click.echo(f"{subject}: {counted.lines:,} lines, {counted.mended:,} put right")
