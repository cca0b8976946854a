"""Two sizes of one test: small in every run, full in `make soak`."""

import os
from typing import TypeVar

T = TypeVar("T")


def scale(small: T, full: T) -> T:
    """Return `full` when TILTH_SOAK=1, else `small`."""
    return full if os.environ.get("TILTH_SOAK") == "1" else small
