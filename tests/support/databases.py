"""One real PostgreSQL per test process, and fresh databases inside it."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tilth.config import env
from tilth.connectors.postgres import server
from tilth.data import migrating
from tilth.data.security import login
from tilth.vault import places

_NUMBERS = itertools.count(1)
TEMPLATE = "migrated"


@contextmanager
def data_folder() -> Iterator[Path]:
    """Make an empty data folder; stop the server that was started in it.

    Not below pytest's own folder: that is closed to the account under which root's server runs.
    """
    folder = Path(tempfile.mkdtemp(prefix="tilth-test-"))
    try:
        yield folder
    finally:
        if (folder / "postgres").exists():
            server.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(places.beside(folder), ignore_errors=True)


@contextmanager
def running() -> Iterator[str]:
    """Run a server in a folder of its own; yield the address of its empty database `tilth`."""
    with data_folder() as folder:
        url = server.start(folder / "postgres")
        _hurry(url)
        yield url


def _hurry(url: str) -> None:
    """Do not wait for the disk: tests kill processes, not the machine. Nor for ever for another test."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET lock_timeout = '2min'")
        connection.execute("SELECT pg_reload_conf()")


def use(url: str, *, template: str = "") -> None:
    """Make Django's default connection point at `url`; its test database copies it, or `template`."""
    values = env.database(url)
    values["TEST"] = {"TEMPLATE": template or values["NAME"]}
    connections.databases["default"] = connections.configure_settings({"default": values})["default"]
    if hasattr(connections["default"], "settings_dict"):
        del connections["default"]


@contextmanager
def shown(url: str) -> Iterator[None]:
    """Let Django's default connection, in every thread, be one to the database at `url` meanwhile."""
    before = connections["default"], connections.databases["default"]
    values = env.database(url) | {"CONN_MAX_AGE": 0}
    connections.databases["default"] = connections.configure_settings({"default": values})["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.databases["default"] = before


def migrate(url: str) -> None:
    """Make all tables in the database at `url`."""
    alias = f"scratch{next(_NUMBERS)}"
    connections.databases[alias] = connections.configure_settings({"default": {}, alias: env.database(url)})[
        alias
    ]
    try:
        with migrating.columns_alone():
            call_command("migrate", database=alias, verbosity=0)
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def copy(url: str, template: str) -> str:
    """Create a new database from `template` on the server at `url`; return its address."""
    name = f"copy_{os.getpid()}_{next(_NUMBERS)}"
    made_of = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(made_of.format(sql.Identifier(name), sql.Identifier(template)))
    made = server.renamed(url, name)
    close(made)
    return made


def close(url: str) -> None:
    """Let into a copied database whom the original lets in: that is not copied with it."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in login.database():
            connection.execute(statement)


def drop(url: str, name: str) -> None:
    """Drop a database whoever is connected to it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
