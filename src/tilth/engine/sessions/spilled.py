"""Where a night on Spark keeps its steps: a folder of its own in the spill folder, gone when it ends.

A night that was killed cannot clean up. Its folder is held by a lock that ends with its process, so the next
night finds what nobody holds any more and sweeps it away; nights of other banks in the same folder stay.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

PREFIX = "night-"
LOCK = ".lock"


@contextmanager
def folder(spill: Path) -> Iterator[Path]:
    """Make a folder for one night, what killed nights left being swept away; it is gone afterwards."""
    place = spill.absolute() / f"{PREFIX}{uuid4().hex}"
    lock = place / LOCK
    spill.mkdir(parents=True, exist_ok=True)
    with (spill / LOCK).open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # nobody sweeps between the folder's making and its lock
        _sweep(spill)
        place.mkdir()
        held = lock.open("a")
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        held.close()


def _sweep(spill: Path) -> None:
    for place in spill.glob(f"{PREFIX}*"):
        if not _in_use(place / LOCK):
            shutil.rmtree(place, ignore_errors=True)


def _in_use(lock: Path) -> bool:
    try:
        with lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
