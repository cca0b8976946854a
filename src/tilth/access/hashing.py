"""One password at a time is hashed by a process: it is slow on purpose, and the pages share its threads."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 3.0
"""Seconds that one person, known to the browser, waits for the password before."""


class BusyError(Exception):
    """Another password is being compared: nothing was done with this one, try again in a moment."""


class Gate:
    """Lets one through; the next is refused at once, or, where it may, waits a moment: never a second one."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._changed = threading.Condition()
        self._taken = False
        self._waited_for = False

    @contextmanager
    def alone(self, *, patient: bool = False) -> Iterator[None]:
        """Hash in here; BusyError where somebody else does, after a moment's wait with `patient`."""
        with self._changed:
            if (self._taken or self._waited_for) and not (patient and self._waits()):
                raise BusyError
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify()

    def refuse(self) -> None:
        """Raise BusyError where a stranger would find somebody before: no question is put for nothing."""
        if self._taken or self._waited_for:
            raise BusyError

    def _waits(self) -> bool:
        """Wait for the one before; say whether the gate is free now. Strangers do not overtake meanwhile."""
        if self._waited_for:
            return False
        self._waited_for = True
        try:
            return self._changed.wait_for(lambda: not self._taken, timeout=self._patience)
        finally:
            self._waited_for = False


GATE = Gate()
"""The process's own: every comparison of a password in a page goes through it."""
