"""When a process of the pages or a night looks for garbage: rarely, and never among what it loaded first."""

import atexit
import gc

_NEW = 20_000
"""Objects more than went since the last look, before the next one."""
_OLDER = 20
"""Looks at younger objects before one at older ones."""


def rest() -> None:
    """Collect nothing for now: while all that stays is loaded there is nothing to collect."""
    gc.disable()


def settle() -> None:
    """Set aside what is loaded, which stays to the end, and look from now on at what is made."""
    gc.collect()
    gc.freeze()
    atexit.register(
        gc.unfreeze
    )  # what is set aside is not let go, and DuckDB's binding says so on the screen
    gc.enable()
    gc.set_threshold(_NEW, _OLDER, _OLDER)
