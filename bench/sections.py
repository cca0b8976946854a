"""What a subject's section costs a customer's page: `python -m bench.sections [--data DIR] [--rounds 60]`.

Each tab is asked for in turns as it is and without the sections of the subjects that stand in it: what it
takes more is theirs, reading, words and template together. A tab that is closed sends nothing of them.
"""

import argparse
import statistics
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench import accounts, measure, pages
from bench.lunar_days import OUT
from tilth import wiring

AIM = 8
"""Milliseconds that a section may add when its tab is opened."""
_PART = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "file"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    wiring.start_django(given.data)
    pages.settle()
    table = Table("tab, opened", "sections", "ms of each", "processor", title=f"≤ {AIM} ms a section")
    users = accounts.managers()
    clients = [pages.client(user) for user in users]
    customers = [pages.customers(user, 1)[0] for user in users]
    for tab, number in _tabs().items():
        askers = cycle(list(zip(clients, customers, strict=True)))
        wall, cpu = _more(partial(_next, askers, tab), given.rounds)
        table.add_row(tab, str(number), f"{wall / number:.1f}", f"{cpu / number:.1f}")
    Console().print(table)
    Console().print(measure.speed())


def _tabs() -> dict[str, int]:
    """Return how many sections of a manager stand in each tab that has some."""
    from tilth.policy.permissions import may
    from tilth.policy.subjects import SUBJECTS
    from tilth.policy.things import Action

    found: dict[str, int] = {}
    for one in SUBJECTS:
        if may("rm", one.thing, Action.LIST):
            found[one.tab] = found.get(one.tab, 0) + 1
    return found


def _opened(asking: Any, customer_id: str, tab: str) -> tuple[float, float]:
    answer = asking.get(f"/customers/{customer_id}/{tab}/", **_PART)
    if answer.status_code != 200:
        raise SystemExit(f"{tab}: status {answer.status_code}")
    took: tuple[float, float] = asking.handler.took
    return took


def _next(askers: Iterator[tuple[Any, str]], tab: str) -> tuple[float, float]:
    return _opened(*next(askers), tab)


def _more(ask: Callable[[], tuple[float, float]], rounds: int) -> tuple[float, float]:
    """Return what the sections add, in milliseconds by the clock and of processor: the median difference."""
    without = partial(patch, "tilth.web.subjects.sections.may", return_value=False)
    ways: tuple[Callable[[], AbstractContextManager[Any]], ...] = (without, nullcontext)
    differences = []
    for _ in range(rounds):
        pair = []
        for way in ways:
            with way():
                ask()
                pair.append(ask())
        differences.append([1000 * (more - less) for less, more in zip(*pair, strict=True)])
    wall, cpu = (statistics.median(column) for column in zip(*differences, strict=True))
    return wall, cpu


if __name__ == "__main__":
    main()
