"""Requests per second of 8 and of 64 clients: `python -m bench.load [--data DIR]`.

Clients and server share the machine, as in the figures of the peers: autocannon asks the server that
`tilth serve` starts, over kept connections, each client as another manager.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bench import accounts, served
from bench.lunar_days import OUT
from tilth import wiring

CLIENTS, SECONDS = (8, 64), 6
HERE = Path(__file__).parent
_TOOL = HERE / "node_modules/autocannon"


class Load(NamedTuple):
    """What came of one load: answers a second, milliseconds of half and of 99 in 100, failures."""

    average: float
    p50: float
    p99: float
    faults: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    given = parser.parse_args()
    _install()
    wiring.start_django(given.data)
    pages = _pages()
    table = Table("page", "clients", "a second", "p50 ms", "p99 ms", "faults", title="Load, 2 cores for all")
    with served.serving(given.data) as server:
        for name, requests in pages.items():
            for clients in CLIENTS:
                found = load(server.address, clients, requests)
                table.add_row(name, str(clients), *(f"{value:g}" for value in found))
        memory = server.memory()
    Console().print(table)
    print(f"Memory of the server's processes together: {memory:.0f} MB")


def load(address: str, clients: int, requests: list[dict[str, Any]]) -> Load:
    """Ask for some seconds and return what came of it."""
    asked = {"url": address, "clients": clients, "seconds": SECONDS, "requests": requests}
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, HERE / "load.mjs", json.dumps(asked)], check=True, capture_output=True, text=True
    )
    return Load(**json.loads(done.stdout))


def _install() -> None:
    if not _TOOL.exists():
        npm = Path(sys.executable).with_name("npm")
        subprocess.run([npm, "ci", "--ignore-scripts", "--loglevel=error", f"--prefix={HERE}"], check=True)


def _pages() -> dict[str, list[dict[str, Any]]]:
    """Return page → what each client asks for."""
    from tilth.data.models import PublishedCustomer

    managers, head = accounts.managers(max(CLIENTS)), accounts.heads()["branch head"]
    cookies = [served.cookie(user) for user in managers]
    rows = PublishedCustomer.objects.unscoped().filter(generation=accounts.generation().pk)
    own = [
        rows.filter(rm_id=user.staff_id).order_by("customer_id").values_list("customer_id", flat=True)[0]
        for user in managers
    ]
    leading = [served.cookie(head)]
    return {
        "Today": [_asking("/", cookie) for cookie in cookies],
        "Customer": [
            _asking(f"/customers/{number}/", cookie) for number, cookie in zip(own, cookies, strict=True)
        ],
        "Customers": [_asking("/customers/", cookie) for cookie in cookies],
        "Palette": [_asking("/palette/?q=zm", cookie, {"HX-Request": "true"}) for cookie in cookies],
        "Book": [_asking("/book/", cookie) for cookie in cookies],
        "Branch": [_asking("/branch/", cookie) for cookie in leading],
    }


def _asking(path: str, cookie: str, more: dict[str, str] | None = None) -> dict[str, Any]:
    return {"path": path, "headers": {"Cookie": cookie, **(more or {})}}


if __name__ == "__main__":
    main()
