"""Where the keys of a data folder lie: beside it, so that a copy of the folder holds none, or in it."""

import os
from contextlib import suppress
from pathlib import Path

SUFFIX = ".keys"
SECRET = "secret.key"  # noqa: S105 - a file name
"""What signs sessions and digests, unless $TILTH_SECRET_KEY does."""


def beside(data: Path) -> Path:
    """Return the folder for the keys of a data folder: `bank.keys` beside `bank`."""
    folder = data.resolve()
    return folder.with_name(f"{folder.name}{SUFFIX}")


def of(data: Path, name: str) -> Path:
    """Return where a file of keys lies: in the data folder where it is there already, else beside it."""
    inside = data / name
    folder = beside(data)
    return folder / name if not inside.exists() and folder.is_dir() else inside


def apart(data: Path) -> bool:
    """Make the folder for keys beside a data folder; False where it would not outlive it, or cannot be made.

    Beside a mounted volume lies another file system, which may be gone when the volume is mounted again.
    """
    if data.is_mount():
        return False
    with suppress(OSError):
        beside(data).mkdir(mode=0o700, exist_ok=True)
    return os.access(beside(data), os.W_OK)
