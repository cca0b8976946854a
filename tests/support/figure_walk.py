"""Walk the figures of a bank as everybody who may sign in to it; run as a program, it prints what it found.

    python figure_walk.py DATA [people.json]
"""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

PAGES = (
    *("/", "/book/", "/book/flow/", "/book/appointments/", "/branch/", "/branch/flow/", "/branch/appointments/"),
    *("/team/", "/customers/", "/runs/", "/audit/"),
)
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

    def get(address: str) -> str:
        return str(browser.get(address).content.decode())

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
    """Return the pages of a sample: covered, closed, listed, with something due, never contacted, the largest."""
    found: list[str] = []
    for asked in _ASKED:
        links = re.findall(r'class="name" href="(/customers/[^"/]+/)"', get(f"/customers/{asked}"))
        found += links[:SAMPLE]
    return list(dict.fromkeys(found))


def main() -> None:
    """Walk and print what was compared: figures, roles, pages, what differs, and the figures' names."""
    start(Path(sys.argv[1]))
    from django.test import Client

    from support import figures
    from tilth.data.models import User
    from tilth.policy.demo import PEOPLE

    told: dict[str, Any] = {"compared": 0, "roles": {}, "wrong": [], "codes": set(), "pages": 0}
    for user in User.objects.filter(username__in=[one.name for one in PEOPLE]).order_by("id"):
        browser = Client()
        browser.force_login(user)
        seen = pages(browser)
        told["pages"] += len(seen)
        number = 0
        for shown, fault in figures.walk(lambda address: browser.get(address).content.decode(), seen):  # noqa: B023 - used at once
            number += 1
            told["codes"].add(shown.code)
            told["wrong"] += [f"{user.role} {fault}"] if fault else []
        told["roles"][user.role] = number
        told["compared"] += number
    print(json.dumps({**told, "codes": sorted(told["codes"])}))


if __name__ == "__main__":
    main()
