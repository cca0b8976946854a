"""Run a child process and measure it: clock seconds, processor seconds, peak memory of its process tree."""

import json
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What one child process took, and what it printed."""

    wall: float
    cpu: float
    peak: float
    """GiB, all processes of the child's tree together."""
    printed: dict[str, Any]


def speed() -> str:
    """Say how quick the machine is in this hour, so that tables of two hours can be told apart."""
    taken = []
    for _ in range(5):
        before = time.process_time()
        sum(number for number in range(1_000_000))
        taken.append(1000 * (time.process_time() - before))
    return f"This machine now: a million additions take {statistics.median(taken):.0f} ms of processor"


def run(task: str, *arguments: object) -> Measured:
    """Run `python -m bench.child task arguments`; CalledProcessError where it fails."""
    command = [sys.executable, "-m", "bench.child", task, *(str(argument) for argument in arguments)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    watch = _Watch(child.pid)
    printed, _ = child.communicate()
    peak = watch.stop()
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall=wall, cpu=cpu, peak=peak, printed=json.loads(printed.splitlines()[-1]))


class _Watch:
    """Looks at the memory of a process tree until it is stopped; without /proc it sees nothing."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the highest sum seen, in GiB."""
        self._over.set()
        self._thread.join()
        return self._peak / 2**30

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self._peak = max(self._peak, sum(_resident(pid) for pid in _tree(self._pid)))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            found += _tree(int(child))
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
