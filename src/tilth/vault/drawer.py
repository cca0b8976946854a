"""The file of persons' keys: one row a person whose key stands, one a key that was destroyed.

SQLite in write-ahead mode, so that several servers read while one writes; what is deleted is overwritten.
"""

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tilth.kernel.errors import Refused, TilthError
from tilth.kernel.said import Said

FILE = "persons.db"
"""Its name; it lies beside the key ring."""
_TABLES = """
    CREATE TABLE IF NOT EXISTS salt (profile TEXT NOT NULL, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS person (
        number TEXT PRIMARY KEY, mark TEXT NOT NULL UNIQUE, profile TEXT NOT NULL, wrapped TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS destroyed (
        number TEXT PRIMARY KEY, mark TEXT NOT NULL, destroyed_at TEXT NOT NULL);
"""
_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""


class Kept(NamedTuple):
    """One person's key as it lies in the file: wrapped."""

    number: str
    mark: str
    profile: str
    wrapped: str


class Drawer:
    """The file, opened once a process; made where it is missing and something is to be kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self._held: tuple[int, sqlite3.Connection] | None = None

    def version(self) -> int:
        """Return a number that another process's change makes another; 0 without a file."""
        with self.lock:
            held = self._opened()
            return 0 if held is None else int(held.execute("PRAGMA data_version").fetchone()[0])

    def ask(self, statement: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT; none without a file."""
        with self.lock, _told(self.path):
            held = self._opened()
            return [] if held is None else held.execute(statement, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Change the file, whole or not at all, while no other process does."""
        with self.lock, _told(self.path):
            held = self._opened(make=True)
            if held is None:
                raise Refused(f"{self.path} cannot be made.")
            held.execute("BEGIN IMMEDIATE")
            try:
                yield held
            except BaseException:
                held.execute("ROLLBACK")
                raise
            held.execute("COMMIT")

    def forget(self) -> None:
        """Let nothing of what was deleted lie in the file of changes either."""
        with self.lock, _told(self.path):
            held = self._opened()
            if held is not None:
                held.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def salt(self, make: Callable[[], str]) -> tuple[str, str]:
        """Return profile and salt of the marks, made once; `make` says the profile."""
        found = self.ask("SELECT profile, value FROM salt")
        if not found:
            with self.writing() as held:
                if held.execute("SELECT 1 FROM salt").fetchone() is None:
                    held.execute("INSERT INTO salt VALUES (?, ?)", [make(), secrets.token_hex(32)])
            found = self.ask("SELECT profile, value FROM salt")
        return found[0][0], found[0][1]

    def _opened(self, *, make: bool = False) -> sqlite3.Connection | None:
        """Return this process's connection; a child that was forked opens its own."""
        if self._held is not None and self._held[0] == os.getpid():
            return self._held[1]
        if not self.path.exists():
            if not make:
                return None
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        made = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA secure_delete = ON")
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = FULL")
        made.executescript(_TABLES)
        self._held = (os.getpid(), made)
        return made


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise TilthError(Said("persons_unusable", path=path, reason=error)) from error
    except sqlite3.DatabaseError as error:
        raise Refused(Said("persons_unreadable", path=path, reason=error)) from error
