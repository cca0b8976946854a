"""A full disk, told in one sentence."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tilth.kernel.errors import TilthError
from tilth.kernel.said import Said


@contextmanager
def disk_faults(data: Path) -> Iterator[None]:
    """Turn a full disk into one sentence; what was written aside is swept away by the draft."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise TilthError(Said("disk_full", path=data)) from error
    except duckdb.Error as error:
        if "No space left" not in str(error):
            raise
        raise TilthError(Said("disk_full", path=data)) from error
    finally:
        shutil.rmtree(data / "spill", ignore_errors=True)
