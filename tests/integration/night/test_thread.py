"""The whole thread: a night, a morning on the pages, and the next night that knows what was recorded."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from integration.night.town import Town
from tilth.lake.layout import Area

MORNING = """
import json, re, sys
from pathlib import Path
from django.conf import settings
from tilth import wiring
wiring.start_django(Path(sys.argv[1]))
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
from tilth.data.models import User
from tilth.jobs import user
user.store("lin", role="rm", staff_id=sys.argv[2], display_name="Lin", password="furrow-after-furrow")
browser = Client()
assert browser.login(username="lin", password="furrow-after-furrow")
page = browser.get("/").content.decode()
told = {}
for number, customer in enumerate(sys.argv[3:]):
    assert f"/customers/{customer}/" in page
    answer = browser.post(f"/customers/{customer}/record/", {
        "key": f"call-{number}", "origin": "today", "channel": "phone", "purpose": "maintain",
        "outcome": "no_answer" if number == 2 else "connected", "two_way": "" if number == 2 else "yes",
        "intention": "" if number == 2 else "weak", "step": "none",
        "content": "问候近况。", "effect": "" if number == 2 else "consolidate",
    })
    assert answer.status_code == 302, answer.content.decode()
    told[customer] = number != 2
page = browser.get("/events/").content.decode()
closed = re.search(r'href="(/customers/[^/]+/events/([0-9a-f]{32})/close/)"', page)
answer = browser.post(closed[1], {"key": "close", "reason": "done_otherwise"})
assert answer.status_code == 302, answer.content.decode()
assert closed[2] not in browser.get("/events/").content.decode()
print(json.dumps({"told": told, "closed": closed[2]}))
"""


def _rows(town: Town, mart: str, day: dt.date) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(town.lake.path(Area.MARTS, mart, day)).to_pylist()
    return rows


def _morning(town: Town, manager: str, customers: list[str]) -> tuple[dict[str, bool], str]:
    """Return who was spoken to, and the event that was closed."""
    done = subprocess.run(
        [sys.executable, "-c", MORNING, str(town.data), manager, *customers],
        env=town.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    return said["told"], said["closed"]


def test_what_a_manager_records_in_the_morning_the_next_night_knows(small_town: Town) -> None:
    second, third = small_town.feeds[1:]
    assert small_town.run("nightly", second)[0] == 0
    night, following = (dt.date.fromisoformat(feed.name) for feed in (second, third))
    truth = json.loads((Path(second).parent / "truth.json").read_text("utf-8"))
    manager = truth["demo"]["rm"]
    # a deposit that matures within days would lift the rest after a talk
    names = [
        row["customer_id"]
        for row in _rows(small_town, "call_list", night)
        if row["rm_id"] == manager and "deposit_maturing" not in row["reasons"]
    ]
    assert len(names) >= 3

    told, closed = _morning(small_town, manager, names[:3])
    assert small_town.run("nightly", third)[0] == 0

    listed = {row["customer_id"] for row in _rows(small_town, "call_list", following)}
    left_out = {row["customer_id"]: row for row in _rows(small_town, "exclusions", following)}
    customers = {row["customer_id"]: row for row in _rows(small_town, "customers", following)}
    for customer, two_way in told.items():
        if two_way:
            assert customer not in listed
            assert left_out[customer]["cause"] == "contacted_recently"
            assert left_out[customer]["until"] == following + dt.timedelta(days=7)
        assert customers[customer]["last_contact_on"] == (following if two_way else None)
    book = next(row for row in _rows(small_town, "book", following) if row["rm_id"] == manager)
    assert (book["contacts_made"], book["contacts_connected"]) == (3, 2)
    before, after = (
        {row["event_id"]: row["state"] for row in _rows(small_town, "reasons", day)}
        for day in (night, following)
    )
    assert (before[closed], after[closed]) == ("open", "acted_on")
