"""Files of the bank are readable by its own account only: made so, closed at need, and checked."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from tilth import wiring
from tilth.jobs.cli import UMASK
from tilth.vault import places

NAMED = 3
"""Files that a report names; one command closes all of them."""


def close(data: Path) -> bool:
    """Close a data folder to other accounts; return whether it was open."""
    if not _open(data) or _is_way(data):
        return False
    with suppress(PermissionError):  # somebody else's folder: `tilth check` tells
        data.chmod(stat.S_IMODE(data.stat().st_mode) & ~UMASK)
        return True
    return False


def opened(data: Path) -> list[Path]:
    """Return the first files and folders of a bank that others than their owner may use, keys included."""
    folders = [one for one in (data, places.beside(data)) if one.exists()]
    return list(islice((path for folder in folders for path in _opened(folder)), NAMED))


def top(found: list[Path], data: Path) -> Path:
    """Return the folder, data or keys, that holds the first of what was found."""
    return data if found[0] == data or data in found[0].parents else places.beside(data)


def passed_by(data: Path) -> str:
    """Return the account that may pass through a data folder to the database that it runs; empty: none."""
    return (data / wiring.POSTGRES).owner() if _open(data) and _is_way(data) else ""


def _opened(top: Path) -> Iterator[Path]:
    if _open(top) and not _is_way(top):
        yield top
    for folder, folders, names in os.walk(top):
        below = Path(folder)
        if below == top and wiring.POSTGRES in folders:
            # the server keeps its own files closed, and starts in no folder that is open
            folders.remove(wiring.POSTGRES)
            names.append(wiring.POSTGRES)
        yield from (path for name in sorted([*folders, *names]) if _open(path := below / name))


def _open(path: Path) -> bool:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return not stat.S_ISLNK(found.st_mode) and bool(found.st_mode & UMASK)


def _is_way(data: Path) -> bool:
    """Say whether a folder of root's is open to its group for passing only, as root's database needs it."""
    found, server = data.stat(), data / wiring.POSTGRES
    passing = found.st_uid == 0 and stat.S_IMODE(found.st_mode) & UMASK == stat.S_IXGRP
    return passing and server.exists() and server.stat().st_uid != 0
