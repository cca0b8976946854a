"""What a page costs as the bank grows: `python -m bench.growth [10000 100000 1000000]`, customers of each.

Each bank is that of `python -m bench.run --customers N`, made where it is missing; its pages are measured by
`bench.pages` in a process of its own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.lunar_days import OUT

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 100
_P50, _CPU = 0, 2
"""Places of the figures that are compared in a line of `bench.pages`."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("customers", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    found = {size: _pages(size, given.rounds) for size in given.customers}
    table = Table("page", *(f"{size:,}" for size in found), title="Milliseconds, p50: wall · CPU")
    for page in next(iter(found.values())):
        table.add_row(page, *(f"{one[page][_P50]} · {one[page][_CPU]}" for one in found.values()))
    Console().print(table)


def _pages(customers: int, rounds: int) -> dict[str, list[str]]:
    """Return page → its figures in a bank of so many customers."""
    data = OUT / f"data-{customers}"
    if not data.is_dir():
        _run("bench.run", "--customers", str(customers), "--rounds", "1")
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "pages.json"
        _run("bench.pages", "--data", str(data), "--rounds", str(rounds), "--json", str(told))
        found: dict[str, list[str]] = json.loads(told.read_text())
        return found


def _run(module: str, *given: str) -> None:
    subprocess.run([sys.executable, "-m", module, *given], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
