"""The composition root: the only place that decides which database, which lake, which bank."""

import os
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tilth.connectors.postgres import server
from tilth.lake.store import Lake
from tilth.policy import bank as banks
from tilth.policy.bank import Bank

POSTGRES = "postgres"


def database_url(data: Path) -> str:
    """Return the address of PostgreSQL: $DATABASE_URL, else the embedded one in `data`, started at need."""
    return os.environ.get("DATABASE_URL") or server.start(data.absolute() / POSTGRES)


def start_django(data: Path) -> None:
    """Make Django ready in this process, on this data folder and its database."""
    os.environ["TILTH_DATA"] = str(data.absolute())
    os.environ["DATABASE_URL"] = database_url(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    django.setup()


def migrate() -> None:
    """Bring the database's tables up to this version of Tilth; changes nothing when they are."""
    call_command("migrate", interactive=False, verbosity=0)


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
