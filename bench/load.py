"""Requests per second with eight clients against the real server: `python -m bench.load [--data DIR]`.

Clients and server share the two cores of a machine, as in the figures of the peers; each page is asked for
during some seconds over kept connections, after a warm-up.
"""

import argparse
import http.client
import multiprocessing
import time
from itertools import cycle
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import accounts, served
from bench.lunar_days import OUT
from tilth import wiring

CLIENTS, SECONDS, WARM = 8, 6.0, 1.5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    given = parser.parse_args()
    wiring.start_django(given.data)
    cookies, pages = _asked()
    table = Table("page", "requests a second", "errors", title=f"{CLIENTS} clients, 2 cores")
    with served.serving(given.data) as address:
        port = int(address.rpartition(":")[2])
        for name, (who, paths) in pages.items():
            rate, errors = _load(port, cookies[who], paths)
            table.add_row(name, f"{rate:.1f}", str(errors))
    Console().print(table)


def _asked() -> tuple[dict[str, list[str]], dict[str, tuple[str, list[str]]]]:
    """Return who → cookies, and page → who asks and for which addresses."""
    from tilth.data.models import PublishedCustomer

    managers, heads = accounts.managers(CLIENTS), accounts.heads()
    cookies = {
        "manager": [served.cookie(user) for user in managers],
        "head": [served.cookie(heads["branch head"])] * CLIENTS,
    }
    rows = PublishedCustomer.objects.unscoped().filter(generation=accounts.generation().pk)
    own = [
        rows.filter(rm_id=user.staff_id).order_by("customer_id").values_list("customer_id", flat=True)[0]
        for user in managers
    ]
    pages = {
        "Today": ("manager", ["/"]),
        "Customer": ("manager", [f"/customers/{number}/" for number in own]),
        "Customers": ("manager", ["/customers/"]),
        "Palette": ("manager", ["/palette/?q=zm"]),
        "Book": ("manager", ["/book/"]),
        "Branch": ("head", ["/branch/"]),
    }
    return cookies, pages


def _load(port: int, cookies: list[str], paths: list[str]) -> tuple[float, int]:
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        path = cycle(paths)
        found = pool.starmap(_ask, [(port, cookie, next(path)) for cookie in cookies])
    return sum(done for done, _ in found) / SECONDS, sum(errors for _, errors in found)


def _ask(port: int, cookie: str, path: str) -> tuple[int, int]:
    """Ask again and again; return how many answers came after the warm-up, and how many were none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    began, done, errors = time.monotonic(), 0, 0
    while (now := time.monotonic() - began) < WARM + SECONDS:
        connection.request("GET", path, headers={"Cookie": cookie, "HX-Request": "true"})
        answer = connection.getresponse()
        answer.read()
        if now >= WARM:
            done += 1
            errors += answer.status != 200
    return done, errors


if __name__ == "__main__":
    main()
