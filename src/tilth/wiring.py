"""The composition root: the only place that decides which database, which lake, which bank."""

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tilth.connectors.postgres import server, versions
from tilth.connectors.warehouse import changes
from tilth.data import migrating
from tilth.data.guard import WEB
from tilth.lake.store import Lake
from tilth.policy import bank as banks
from tilth.policy.bank import Bank
from tilth.vault import places
from tilth.vault import ring as rings
from tilth.vault.ring import Ring

POSTGRES = "postgres"
_EMBEDDED: set[str] = set()
"""Addresses of servers that this process started inside a data folder."""


def database_url(data: Path) -> str:
    """Return the address of PostgreSQL: $DATABASE_URL, else the embedded one in `data`, started at need."""
    given = os.environ.get("DATABASE_URL")
    if given:
        return given
    url = server.start(data.absolute() / POSTGRES)
    _EMBEDDED.add(url)
    return url


def pages_url() -> str:
    """Return the address under which the pages connect: a login that row-level security binds.

    $TILTH_WEB_DATABASE_URL where the bank gives one; on the embedded server the pages' own login; else
    $DATABASE_URL, and every request steps down to that login inside its transaction (`access.middleware`).
    """
    given = os.environ.get("TILTH_WEB_DATABASE_URL")
    url = os.environ["DATABASE_URL"]
    if given or url not in _EMBEDDED:
        return given or url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{WEB}@"))


def start_django(data: Path) -> None:
    """Make Django ready in this process, on this data folder and its database."""
    os.environ["TILTH_DATA"] = str(data.absolute())
    os.environ["DATABASE_URL"] = database_url(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    django.setup()


def migrate() -> None:
    """Bring the database's tables up to this version of Tilth; changes nothing when they are.

    Refused, before anything changed, where the server's version is too old.
    """
    with psycopg.connect(os.environ["DATABASE_URL"]) as owner:
        versions.demand(owner.info.server_version)
    behind = pending_migrations()
    with migrating.columns_alone():
        call_command("migrate", interactive=False, verbosity=0)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        if behind:  # of a new column the planner knows nothing until the next night is published
            owner.execute("ANALYZE published_customer")
        changes.tell_anew(owner, lambda: ring(Path(os.environ["TILTH_DATA"])))


def pending_migrations() -> int:
    """Return how many steps the database's tables are behind this version of Tilth."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def lake(data: Path) -> Lake:
    """Return the lake of a data folder."""
    return Lake(data)


def bank(data: Path) -> Bank:
    """Return the bank's settings; Refused where the folder was not made by `tilth init`."""
    return banks.load(data)


def keyring(data: Path) -> Path:
    """Return where the key ring lies: $TILTH_KEYRING, else beside the data folder, or in it."""
    return Path(os.environ.get("TILTH_KEYRING") or places.of(data, rings.FILE))


def ring(data: Path) -> Ring:
    """Return the key ring of a data folder; Refused where there is none."""
    return rings.cached(keyring(data))


def cache(data: Path) -> Path:
    """Return the folder of what can be made again at any time: $TILTH_CACHE, else in the data folder."""
    return Path(os.environ.get("TILTH_CACHE") or data / "cache")
