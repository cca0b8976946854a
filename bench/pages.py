"""What a page costs the server with a whole bank loaded: `python -m bench.pages [--data DIR]`.

Every page is asked for in this process, through all middleware, by managers in turn or by a head; wall-clock
and processor time of the server's part, without the asking client, and the number of statements. The data
folder is that of `make bench` unless given.
"""

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from rich.console import Console
from rich.table import Table

from bench import accounts, measure
from bench.lunar_days import OUT
from tilth import wiring

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 300
DEEP = 500
"""The page of the list that is asked for by its place."""


@dataclass(kw_only=True)
class Page:
    """One page: who asks, for which addresses in turn, and what was aimed at (milliseconds, p95)."""

    name: str
    clients: "list[Client]"
    addresses: list[str]
    target: float
    post: Callable[[str], dict[str, str]] | None = None
    headers: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    given = parser.parse_args()
    wiring.start_django(given.data)
    settle()
    table = Table(title=f"Server time over {given.rounds} requests a page, in milliseconds")
    for header in ("page", "p50", "p95", "CPU p50", "statements", "KB", "target"):
        table.add_column(header)
    found = {page.name: (*measured(page, given.rounds), f"p95 ≤ {page.target:.0f}") for page in _pages()}
    for name, figures in found.items():
        table.add_row(name, *figures)
    Console().print(table)
    Console().print(measure.speed())
    if given.json:
        given.json.write_text(json.dumps(found))


def settle() -> None:
    """Let requests of this process in, take static files as they lie, collect as the server does."""
    from django.conf import settings

    from tilth.kernel import collector

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    collector.settle()


def client(user: Any) -> "Client":
    """Return a browser in which somebody is signed in; its `handler.took` is what the last answer cost."""
    from django.test import Client
    from django.test.client import ClientHandler

    class Timed(ClientHandler):
        took = (0.0, 0.0)
        """Wall-clock and processor seconds of the last answer."""

        def get_response(self, request: Any) -> Any:
            began, before = time.perf_counter(), time.process_time()
            try:
                return super().get_response(request)
            finally:
                self.took = time.perf_counter() - began, time.process_time() - before

    made = Client()
    made.handler = Timed(enforce_csrf_checks=False)
    made.force_login(user)
    return made


def _pages() -> Iterator[Page]:
    managers, heads = accounts.managers(), accounts.heads()
    mine = [client(user) for user in managers]
    branch, region = [client(heads["branch head"])], [client(heads["region head"])]
    names = [customers(user, 3) for user in managers]
    one = [f"/customers/{ids[0]}/" for ids in names]
    yield Page(name="Today", clients=mine, addresses=["/"], target=40)
    yield Page(name="Customer", clients=mine, addresses=one, target=50)
    yield Page(name="Customers, manager", clients=mine, addresses=["/customers/"], target=40)
    yield Page(name="Customers, branch head", clients=branch, addresses=["/customers/"], target=40)
    yield Page(name="Customers, region head", clients=region, addresses=["/customers/"], target=40)
    for sort in ("aum", "name", "overdue"):
        deep = f"/customers/?sort={sort}&after={_place(heads['region head'], sort)}"
        yield Page(
            name=f"Customers by {sort}, page {DEEP}, region head", clients=region, addresses=[deep], target=40
        )
    typed = [f"/palette/?q={text}" for text in ("z", "zm", "zmh", "138", "5678", "%E5%BC%A0", "li")]
    quick = {"HTTP_HX_REQUEST": "true"}
    yield Page(name="Palette, manager", clients=mine, addresses=typed, target=30, headers=quick)
    yield Page(name="Palette, region head", clients=region, addresses=typed, target=30, headers=quick)
    yield Page(
        name="Record a contact",
        clients=[holding(client(user)) for user in managers],
        addresses=[f"/customers/{ids[1]}/record/" for ids in names],
        target=40,
        post=record,
        headers=quick,
    )
    for tab in ("deals", "network"):
        opened = [f"{address}{tab}/" for address in one]
        yield Page(name=f"Tab {tab}", clients=mine, addresses=opened, target=40)
    yield Page(
        name="Write down a memo",
        clients=mine,
        addresses=[f"/customers/{ids[1]}/memos/note-down/" for ids in names],
        target=40,
        post=_demand,
    )
    yield Page(name="Book", clients=mine, addresses=["/book/"], target=80)
    yield Page(name="Branch, branch head", clients=branch, addresses=["/branch/"], target=80)
    yield Page(name="Branch, region head", clients=region, addresses=["/branch/"], target=80)


def customers(user: Any, most: int) -> list[str]:
    """Return a manager's customers, those on today's list first."""
    from tilth.data.models import PublishedCustomer

    rows = PublishedCustomer.objects.unscoped().filter(
        generation=accounts.generation().pk, rm_id=user.staff_id
    )
    return list(rows.order_by("-list_rank", "customer_id").values_list("customer_id", flat=True)[:most])


def _place(user: Any, sort: str) -> str:
    """Return the address part of the place behind which the deep page begins."""
    from urllib.parse import quote

    from tilth.access.visibility import visible
    from tilth.data.models import PublishedCustomer
    from tilth.domain.customers import order, rows

    known = order.named(sort)
    found = visible(PublishedCustomer, user, accounts.generation())
    found = found.order_by(f"{'-' if known.down else ''}{known.column}", "customer_id")
    last = (DEEP - 1) * rows.PAGE - 1
    row = next(iter(found[last : last + 1]), None)
    return "" if row is None else quote(order.written(row, known), safe="")


def record(_address: str) -> dict[str, str]:
    """Return the form of a talk of which nothing follows."""
    return {
        "key": str(uuid4()),
        "channel": "phone",
        "outcome": "connected",
        "intention": "none",
        "step": "none",
        "purpose": "maintain",
    }


def holding(asking: "Client") -> "Client":
    """Return a browser that shows Today, and says so with what it sends, as the page's script does."""
    from tilth.web.today.held import HEADER

    names = re.findall(r' id="([^"]+)"(?: data-row)? data-mark="([^"]+)"', asking.get("/").text)
    asking.defaults["HTTP_" + HEADER.upper().replace("-", "_")] = " ".join(
        f"{place}:{mark}" for place, mark in names
    )
    return asking


def _demand(_address: str) -> dict[str, str]:
    return {"key": str(uuid4()), "demand": "a larger safe deposit box", "due_on": "2199-12-31"}


def measured(page: Page, rounds: int) -> tuple[str, ...]:
    """Return p50, p95 and processor p50 in milliseconds, the number of statements, and kilobytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    taken, worked = [], []
    addresses, size = cycle(page.addresses), 0
    pairs = zip(range(rounds + len(page.clients)), cycle(page.clients), strict=False)
    for number, asking in pairs:
        address = next(addresses)
        response = _ask(page, asking, address)
        wall, cpu = asking.handler.took
        if response.status_code not in (200, 302):
            return ("—", "—", "—", f"status {response.status_code}", "—")
        if number >= len(page.clients):
            taken.append(1000 * wall)
            worked.append(1000 * cpu)
            size = len(response.content)
    with CaptureQueriesContext(connection) as statements:
        _ask(page, page.clients[0], page.addresses[0])
    marks = statistics.quantiles(taken, n=100)
    figures = (marks[49], marks[94], statistics.median(worked))
    return (*(f"{one:.1f}" for one in figures), str(len(statements)), f"{size / 1024:.0f}")


def _ask(page: Page, asking: "Client", address: str) -> Any:
    if page.post is None:
        return asking.get(address, **page.headers)
    return asking.post(address, page.post(address), **page.headers)


if __name__ == "__main__":
    main()
