"""Work in a process of its own that is killed at one of its calls: the clock does not choose the moment."""

import os
import signal
import sys
from collections.abc import Callable
from ctypes import c_longlong
from multiprocessing.context import ForkServerContext
from types import FrameType
from typing import Any

EVENTS = frozenset({"call", "c_call"})
"""What counts as a moment: a function of Python or of a library is entered."""


def _counted(count: Any, last: int, work: Callable[..., None], arguments: tuple) -> None:
    def step(_frame: FrameType, event: str, _what: object) -> None:
        if event in EVENTS:
            count.value += 1
            if count.value == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    work(*arguments)
    sys.setprofile(None)


def calls(processes: ForkServerContext, work: Callable[..., None], arguments: tuple, last: int = 0) -> int:
    """Do the work until its call `last`, to the end with 0; return the calls it made, or raise if it failed.

    Work that ends before that call is whole and returns fewer.
    """
    count = processes.RawValue(c_longlong, 0)
    process = processes.Process(target=_counted, args=(count, last, work, arguments))
    process.start()
    process.join()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise AssertionError(f"{work.__name__} failed with exit code {process.exitcode}")
    if (process.exitcode != 0) != (count.value == last):
        raise AssertionError(f"{work.__name__} ended with {process.exitcode} after {count.value} calls")
    return count.value
