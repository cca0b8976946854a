"""Progress of long work: a live display on a terminal, plain lines in a log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Teller(Protocol):
    """Something that tells the person what goes on."""

    def now(self, doing: str) -> None:
        """Say what is being done."""

    def done(self, said: str) -> None:
        """Say what was done; it stays on the screen."""


class Lines:
    """Plain lines, one a fact, for logs and pipes."""

    def now(self, doing: str) -> None:
        """Say nothing: a log wants what was done."""

    def done(self, said: str) -> None:
        """Write one line."""
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


class Live:
    """A moving line with the time so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None)

    def now(self, doing: str) -> None:
        """Show what is being done."""
        self._progress.update(self._task, description=doing)

    def done(self, said: str) -> None:
        """Print a line above the moving one."""
        self._progress.console.print(said, highlight=False)


@contextmanager
def telling() -> Iterator[Teller]:
    """Open the display that suits standard output."""
    if not sys.stdout.isatty():
        yield Lines()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(), transient=True) as progress:
        yield Live(progress)
