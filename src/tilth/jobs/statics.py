"""Styles and scripts in the data folder, under hashed, compressed names; one server collects at a time."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


def collect() -> bool:
    """Copy what changed since the last time, and return whether anything had.

    Servers that start at once wait for each other; who comes later finds all there and touches nothing,
    because the first one is reading the files by then.
    """
    from django.conf import settings
    from django.core.management import call_command

    root, told = Path(settings.STATIC_ROOT), _told()
    with _alone(root) as lock:
        if lock.read() == told and root.is_dir() and any(root.iterdir()):
            return False
        _write(lock, "")
        call_command("collectstatic", interactive=False, verbosity=0)
        _write(lock, told)
    return True


def _told() -> str:
    """Return a digest of names, sizes and moments of all files to collect: another one, other files."""
    from django.contrib.staticfiles.finders import get_finders

    files = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            known = path.stat()
            files.update(f"{path}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())
    return files.hexdigest()


@contextmanager
def _alone(root: Path) -> Iterator[TextIO]:
    """Wait until nobody else collects into this folder; the lock's file says what was collected last."""
    path = root.with_name(f"{root.name}.lock")
    path.touch()
    with path.open("r+", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def _write(lock: TextIO, told: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(told)
    lock.flush()
