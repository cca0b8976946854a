"""What pages weigh and how soon they are painted: `python -m bench.weight [--data DIR]`.

A new browser, nothing cached, opens a customer and each page of the menu of three roles with its processor
slowed four times: the bytes of all that the first load fetches, the largest contentful paint (the middle of
three), and the bytes of one swap.
"""

import argparse
import os
import shutil
import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from bench import accounts, served
from bench.lunar_days import OUT
from tilth import wiring

SLOWED, TIMES = 4, 3
_PAINT = """() => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
    setTimeout(() => done(-1), 5000);
})"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    given = parser.parse_args()
    wiring.start_django(given.data)
    cookies, pages = _asked()
    table = Table(
        "page", "first load, KB", "largest paint, ms", title="≤ 300 KB and ≤ 2,500 ms on a 4× slowed CPU"
    )
    with served.serving(given.data) as server, sync_playwright() as play:
        program = os.environ.get("TILTH_CHROMIUM") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, (who, path) in pages.items():
            found = [_open(browser, server.address, cookies[who], path) for _ in range(TIMES)]
            weight, paint = max(found)[0], statistics.median(paint for _, paint in found)
            table.add_row(name, f"{weight / 1024:.0f}", f"{paint:.0f}")
        browser.close()
        swaps = Table("swap", "KB", title="≤ 15 KB")
        for name, path in _swaps(pages).items():
            swaps.add_row(name, f"{_swap(server.address, cookies['manager'], path) / 1024:.1f}")
    Console().print(table, swaps)


def _asked() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    from django.urls import reverse

    from tilth.data.models import PublishedCustomer
    from tilth.web import shell

    [manager], heads = accounts.managers(1), accounts.heads()
    rows = PublishedCustomer.objects.unscoped().filter(
        generation=accounts.generation().pk, rm_id=manager.staff_id
    )
    one = rows.order_by("customer_id").values_list("customer_id", flat=True)[0]
    people = {"manager": manager, "branch head": heads["branch head"], "region head": heads["region head"]}
    cookies = {name: served.cookie(user) for name, user in people.items()}
    menus = {
        f"{place.name}, {name}": (name, reverse(place.name))
        for name, user in people.items()
        for place in shell.menu(user.role)
    }
    return cookies, {"customer": ("manager", f"/customers/{one}/"), **menus}


def _open(browser: Any, address: str, cookie: str, path: str) -> tuple[float, float]:
    """Return the bytes received and the moment of the largest paint."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, service_workers="block")
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    session, received = context.new_cdp_session(page), list[float]()
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address + path, wait_until="networkidle")
    paint = page.evaluate(_PAINT)
    context.close()
    return sum(received), paint


def _swaps(pages: dict[str, tuple[str, str]]) -> dict[str, str]:
    one = pages["customer"][1]
    return {
        "Record drawer": f"{one}record/",
        "Palette": "/palette/?q=zm",
        "Customers, next page": "/customers/?q=z",
    }


def _swap(address: str, cookie: str, path: str) -> int:
    import urllib.request

    headers = {
        "Cookie": cookie,
        "HX-Request": "true",
        "Sec-Fetch-Site": "same-origin",
        "Accept-Encoding": "gzip",
    }
    with urllib.request.urlopen(urllib.request.Request(address + path, headers=headers)) as answer:  # noqa: S310 - own server
        return len(answer.read())


if __name__ == "__main__":
    main()
