"""`tilth check`: one line for each part of an installation (contract §4)."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import psycopg

from tilth import wiring
from tilth.connectors.postgres import versions
from tilth.jobs import diary, erase, files, guarded
from tilth.jobs.cli import data_option
from tilth.kernel.errors import TilthError
from tilth.policy import playbook
from tilth.vault import persons, places
from tilth.vault.keys import Purpose

_GIB = 1024**3
_ENOUGH = 2 * _GIB
"""A night of a million customers, its database load included, fits."""


@click.command()
@data_option
def check(data: Path) -> None:
    """Report on database, lake, disk, playbook and the last night; exit status 1 when one is wrong."""
    wiring.bank(data)
    parts: dict[str, Callable[[Path], str]] = {
        "database": _database,
        "pages' login": guarded.login,
        "guards": guarded.guards,
        "entry": guarded.entry,
        "audit": guarded.heads,
        "diary": diary.compared,
        "erasures": erase.standing,
        "server log": guarded.log,
        "keys": _keys,
        "files": _files,
        "lake": _lake,
        "disk": _disk,
        "playbook": _playbook,
        "last night": _last_night,
    }
    results = [_line(name, part, data) for name, part in parts.items()]
    if not all(results):
        raise TilthError("This installation is not healthy: put right what is marked WRONG above.")


def _line(name: str, part: Callable[[Path], str], data: Path) -> bool:
    try:
        click.echo(f"{name}: {part(data)}")
    except (TilthError, psycopg.Error) as error:
        click.echo(f"{name}: WRONG: {' '.join(str(error).split())}")
        return False
    return True


def _database(data: Path) -> str:
    from django.db import DatabaseError, connection

    try:
        wiring.start_django(data)
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        versions.demand(connection.connection.info.server_version)
        pending = wiring.pending_migrations()
    except DatabaseError as error:
        raise TilthError(f"PostgreSQL does not answer ({' '.join(str(error).split())}).") from error
    if pending:
        raise TilthError(f"tables are behind by {pending} migrations: run `tilth init --data {data}`.")
    return f"PostgreSQL {version}, tables up to date{_behind(version)}"


def _behind(version: str) -> str:
    """Say where the server lacks corrections that the client library of its major version has."""
    import psycopg

    major, minor = divmod(psycopg.pq.version(), 10_000)
    number = version.partition(" ")[0]
    mine, _, step = number.partition(".")
    if mine != str(major) or not step.isdigit() or int(step) >= minor:
        return ""
    return f"; {major}.{minor} is out, with corrections that {number} lacks"


def _keys(data: Path) -> str:
    ring, path = wiring.ring(data), wiring.keyring(data)
    if path.stat().st_mode & 0o077:
        raise TilthError(f"others than its owner may read {path}: run `chmod 600` on it.")
    profiles = ", ".join(dict.fromkeys(ring.active(purpose).profile for purpose in Purpose))
    return f"{len(ring.keys)} keys, new values sealed with {profiles}{_together(data, path)}"


def _together(data: Path, keyring: Path) -> str:
    """Warn where a copy of the data folder would hold its keys."""
    held = [
        one
        for one in (keyring, persons.of(keyring), data / places.SECRET)
        if one.exists() and data.resolve() in one.resolve().parents
    ]
    if not held:
        return ""
    folder, named = places.beside(data), " ".join(str(one) for one in held)
    return (
        f"; WARNING: a copy of {data} holds its keys:"
        f" stop the pages, then `mkdir -p -m 700 {folder} && mv {named} {folder}/`"
    )


def _files(data: Path) -> str:
    found = files.opened(data)
    if found:
        named = ", ".join(str(path) for path in found)
        raise TilthError(
            f"others than their owner may read {named}: run `chmod -R go-rwx {files.top(found, data)}`."
        )
    passing = files.passed_by(data)
    return "closed to other accounts" + (
        f"; {passing}, which runs the database, may pass through" if passing else ""
    )


def _lake(data: Path) -> str:
    nights = wiring.lake(data).nights
    return f"{len(nights)} nights, the last {nights[-1].business_date}" if nights else "no nights yet"


def _disk(data: Path) -> str:
    free = shutil.disk_usage(data).free
    if free < _ENOUGH:
        raise TilthError(f"{free / _GIB:.1f} GiB free, fewer than {_ENOUGH / _GIB:.0f}: make room.")
    return f"{free / _GIB:.0f} GiB free"


def _playbook(data: Path) -> str:
    nights = wiring.lake(data).nights
    day = nights[-1].business_date + dt.timedelta(days=1) if nights else dt.date.max
    return f"version {playbook.in_force(data / 'playbook', day).version} in force next"


def _last_night(data: Path) -> str:
    from django.apps import apps
    from django.db import DatabaseError

    nights = wiring.lake(data).nights
    if not apps.ready:
        raise TilthError("not known while the database does not start.")
    from tilth.access import generations

    try:
        current = generations.current()
    except DatabaseError:
        raise TilthError("not known while the database does not answer.") from None
    if not nights:
        return "none yet"
    if current is None or current.business_date != nights[-1].business_date:
        shown = current.business_date if current else "no night"
        ahead = current is not None and current.business_date > nights[-1].business_date
        again = "tilth night take-back" if ahead else "tilth nightly"
        raise TilthError(
            f"the lake has {nights[-1].business_date}, the pages show {shown}: run `{again}` again."
        )
    return f"{current.business_date} is what the pages show"
