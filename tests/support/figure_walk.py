# ruff: noqa: PLC0415 - Django must be ready before its parts can be imported
"""Walk the figures of a bank as everybody who may sign in to it; run as a program, it prints what it found.

python figure_walk.py DATA [truth.json]: with the truth of a demo's feeds it first lets a morning happen
"""

import functools
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

PAGES = (
    *(
        "/",
        "/book/",
        "/book/flow/",
        "/book/appointments/",
        "/branch/",
        "/branch/flow/",
        "/branch/appointments/",
        "/today/summary/",
        *(f"/today/actions/?span={span}" for span in ("day", "week", "month")),
        "/team/actions/?span=week",
        *("/today/week/", "/team/weeks/", "/team/progress/"),
        "/team/summaries/",
    ),
    *("/events/", "/due/", "/team/", "/customers/", "/runs/", "/audit/"),
)
ONLY_WALK = 2
SAMPLE = 6
"""Customers of a list whose own pages are opened."""
_ASKED = ("?owner=covered", "?state=closed", "?listed=open", "?due=30", "?sort=contact", "")


def start(data: Path) -> None:
    """Make Django ready for a bank's data folder, as the command does."""
    from django.conf import settings

    from tilth import wiring

    wiring.start_django(data)
    settings.ALLOWED_HOSTS = ["testserver"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"]["BACKEND"] = plain


def pages(browser: "Client") -> list[str]:
    """Return the pages that somebody may open: boards, each branch, nights, and a sample of customers."""
    get = functools.partial(content, browser)
    found = [page for page in PAGES if browser.get(page).status_code == 200]
    if "/branch/" in found:
        known = re.findall(r'<option value="([^"]+)"', get("/branch/"))
        below = ("", "flow/", "appointments/")
        found += [f"/branch/{part}?branch={one}" for one in known for part in below]
    if "/runs/" in found:
        found += list(dict.fromkeys(re.findall(r'href="(/runs/\d+/)"', get("/runs/"))))[:3]
    if "/customers/" in found:
        found += customers(get)
    return found


def customers(get: Any) -> list[str]:
    """Return a sample, each with the tabs that show figures: covered, closed, listed, due, the largest."""
    found: list[str] = []
    for asked in _ASKED:
        links = re.findall(r'class="name" href="(/customers/[^"/]+/)"', get(f"/customers/{asked}"))
        found += [page for link in links[:SAMPLE] for page in (link, f"{link}wealth/", f"{link}growth/")]
    return list(dict.fromkeys(found))


def prepare(truth: Path) -> None:
    """Let people sign in, and the morning happen: calls, a cover, one restricted, one dead, two merged."""
    from tilth.access import generations
    from tilth.data.models import Suppression, User
    from tilth.domain.call_lists import queries
    from tilth.jobs import demo, demo_merges, demo_mornings
    from tilth.policy.demo import PEOPLE

    named = json.loads(truth.read_text("utf-8"))["demo"]
    demo._add_people(demo_mornings.staff(named))
    users = User.objects.filter(username__in=[one.name for one in PEOPLE])
    people = {user.username: user for user in users}
    demo_mornings.settle(people)
    demo_mornings.work([people["rm"], people["wealth"]])
    demo_merges.tell(people)
    generation = generations.current()
    assert generation is not None
    day = generation.business_date
    last = queries.day(people["rm"], generation, today=day).entries[-1]
    Suppression.objects.create(
        customer_id=last.customer_id, kind="deceased", reason="讣告", starts_on=day, recorded_by=people["rm"]
    )


def main() -> None:
    """Walk and print what was compared: figures, roles, pages, what differs, and the figures' names."""
    start(Path(sys.argv[1]))
    from django.test import Client

    from support import figures
    from tilth.data.models import User
    from tilth.policy.demo import PEOPLE

    if len(sys.argv) > ONLY_WALK:
        prepare(Path(sys.argv[2]))
    told: dict[str, Any] = {"compared": 0, "roles": {}, "wrong": [], "codes": set(), "pages": {}}
    known: list[str] = []
    for user in User.objects.filter(username__in=[one.name for one in PEOPLE]).order_by("id"):
        browser = Client()
        browser.force_login(user)
        seen = pages(browser)
        opened = [page for page in seen if page.startswith("/customers/C")]
        known += opened
        if not opened:
            seen += [
                page for page in known[:: len(known) // SAMPLE or 1] if browser.get(page).status_code == 200
            ]
        number = 0
        get = functools.partial(content, browser)
        for shown, fault in figures.walk(get, seen):
            number += 1
            told["codes"].add(shown.code)
            told["wrong"] += [f"{user.role} {fault}"] if fault else []
        told["roles"][user.role], told["pages"][user.role] = number, len(seen)
        told["compared"] += number
    print(json.dumps({**told, "codes": sorted(told["codes"])}))


def content(browser: "Client", address: str) -> str:
    """Return the text of a page."""
    return str(browser.get(address).content.decode())


if __name__ == "__main__":
    main()
