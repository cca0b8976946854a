"""`tilth duplicates`: compare all customers, and say which numbers look like one person (IDN-02)."""

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
import psycopg

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.dates import ZONE
from tilth.kernel.errors import TilthError, one_line
from tilth.policy import playbook
from tilth.policy.subjects.duplicate import DuplicateRules

if TYPE_CHECKING:
    from tilth.domain.duplicates.operations import Kept
    from tilth.domain.of_night import Connection
    from tilth.policy.duplicates.evidence import Pair

FOLDER = "duplicates"
"""Of the data folder: what a comparison has done so far; it goes when the pairs are stored."""
Said = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What a comparison came to."""

    customers: int
    pairs: int
    kept: "Kept"


@click.group()
def duplicates() -> None:
    """Compare all customers, and say which numbers look like one person."""


@duplicates.command()
@data_option
def scan(data: Path) -> None:
    """Compare the customers of the night on show; killed, it goes on where it stopped when called again."""
    began = time.perf_counter()
    made = compare(data, now=_said, at=dt.datetime.now(ZONE))
    click.echo(
        f"{made.customers:,} customers compared in {time.perf_counter() - began:,.0f} s: {made.pairs:,} pairs"
        f" look like one person; {made.kept.new:,} are new, {made.kept.changed:,} changed,"
        f" {made.kept.gone:,} gone."
    )


def compare(data: Path, *, now: Said, at: dt.datetime) -> Compared:
    """Compare and store; `now` is told how many parts are done, `at` is the moment that is written down."""
    from tilth.domain.duplicates import operations

    with _connected(data) as connection:
        generation, day = _night(connection)
        folder = _folder(data, generation)
        customers, found = _pairs(data, folder, generation, day, now)
        pairs = tuple(found)
        kept = operations.keep(connection, pairs, generation=generation, day=day, at=at)
    shutil.rmtree(folder.parent)
    return Compared(customers=customers, pairs=len(pairs), kept=kept)


def _pairs(
    data: Path, folder: Path, generation: int, day: dt.date, now: Said
) -> "tuple[int, Iterator[Pair]]":
    from tilth.connectors.linkage import people
    from tilth.connectors.linkage import scan as comparing

    source = folder / comparing.PEOPLE
    if not source.exists():
        people.of_night(wiring.database_url(data), generation, source)
    rules = playbook.in_force(data / "playbook", day).of(DuplicateRules)
    return people.count(source), comparing.pairs(folder, rules, now=now)


def _folder(data: Path, generation: int) -> Path:
    """Return the folder of this night; what was begun for another one goes."""
    folder = data / FOLDER / f"{generation}"
    for other in (data / FOLDER).glob("*"):
        if other != folder:
            shutil.rmtree(other)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _night(connection: "Connection") -> tuple[int, dt.date]:
    from tilth.domain.of_night import generation
    from tilth.domain.retention.asking import day_shown

    day = day_shown(connection)
    if day is None:
        raise TilthError("No night is published yet, nothing was compared: run `tilth nightly` first.")
    return generation(connection), day


@contextmanager
def _connected(data: Path) -> "Iterator[Connection]":
    wiring.bank(data)
    try:
        with psycopg.connect(wiring.database_url(data)) as connection:
            yield connection
    except psycopg.Error as error:
        raise TilthError(
            f"The database did not take the pairs ({one_line(error)}), nothing was changed: put it right and"
            " run the same command again."
        ) from error


def _said(done: int, parts: int) -> None:
    click.echo(f"{done:,} of {parts:,} parts compared")
