"""`tilth playbook`: show the values in force, check a file, compare two."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth.jobs.cli import data_option
from tilth.kernel.dates import ZONE
from tilth.kernel.errors import Refused

if TYPE_CHECKING:
    from tilth.policy.playbook import Playbook


@click.group()
def playbook() -> None:
    """Show, check or compare playbooks."""


@playbook.command()
@data_option
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The business date; else today.")
@click.option("--toml", "as_toml", is_flag=True, help="Print the file itself, to start an own one from.")
def show(data: Path, day: dt.datetime | None, *, as_toml: bool) -> None:
    """Print every value in force with its unit, requirement and meaning."""
    from tilth.policy.playbook import describing, loading

    on = day.date() if day else dt.datetime.now(ZONE).date()
    name, book = loading.entry_in_force(data / "playbook", on)
    text = loading.text_of(name)
    if as_toml:
        click.echo(text, nl=False)
        return
    click.echo(f"playbook {book.version}, in force from {book.effective_from} ({name})")
    for entry in describing.entries(book, text):
        mark = "; to be verified" if entry.to_verify else ""
        meaning = entry.meaning
        click.echo(f"{entry.path} = {entry.value}  [{meaning.unit}; {meaning.source}{mark}] {meaning.about}")


@playbook.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Say whether FILE is a playbook; one sentence per fault."""
    from tilth.policy.playbook import describing

    book = _load(file)
    to_verify = sum(entry.to_verify for entry in describing.entries(book))
    click.echo(
        f"{file} is playbook {book.version}, in force from {book.effective_from}: "
        f"{len(book.segments.scheme.segments)} segments in scheme {book.segments.active}, "
        f"{to_verify} values to be verified."
    )


@playbook.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
def diff(before: Path, after: Path) -> None:
    """Print every value in which BEFORE and AFTER differ; `default` names the built-in playbook."""
    from tilth.policy.playbook import describing

    changes = describing.differences(_load(before), _load(after))
    for change in changes:
        old, new, meaning = change.before or "(none)", change.after or "(none)", change.meaning
        click.echo(f"{change.path}: {old} → {new}  [{meaning.unit}; {meaning.source}] {meaning.about}")
    if not changes:
        click.echo("No value differs.")


def _load(file: Path) -> "Playbook":
    from tilth.policy import playbook as books

    if str(file) == "default":
        return books.default()
    if not file.is_file():
        raise Refused(f"{file} is no file; give the path of a playbook, or the word default.")
    return books.load(file)
