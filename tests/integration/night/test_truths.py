"""What truth.json plants in the demo bank is found by its manager, on the pages, in words."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest

from integration.night import town
from support import databases
from tilth.lake.layout import Area
from tilth.lake.store import Lake
from web.support import words

# what the module makes is made once: its tests stay with one worker
pytestmark = pytest.mark.xdist_group("truths")

ASKED = """
import json, sys
from pathlib import Path
from django.conf import settings
from tilth import wiring
wiring.start_django(Path(sys.argv[1]))
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
from tilth.jobs import user
user.store("rm", role="rm", staff_id=sys.argv[2], display_name="R", password="furrow-after-furrow")
browser = Client()
assert browser.login(username="rm", password="furrow-after-furrow")
print(json.dumps({address: browser.get(address).content.decode() for address in sys.argv[3:]}))
"""
FOUND: dict[str, tuple[str, ...]] = {
    "neglected_millionaire": ("白金", "休眠", "不熟客", "¥326万"),
    "drifting_away": ("远山银行",),
    "about_to_reach_next_tier": ("个人理财", "¥4万"),
    "large_deposit_and_birthday": ("生日", "定期"),
    "hidden_wealth": ("¥6万",),
    "first_fund_in_profit": ("首只基金 +",),
    "take_profit_crossed": ("达止盈线 +",),
    "stop_loss_crossed": ("达止损线 −",),
}
"""Kind of truth → words on its customer's page or timeline, the morning after the last night."""


@pytest.fixture(scope="module")
def pages(
    postgres: str, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dict[str, Any], dict[str, str], Lake]]:
    """What was planted, the text of the manager's pages about it, and the lake of its nights."""
    folder = tmp_path_factory.mktemp("truths")
    feeds = town.feeds(folder / "feeds", customers=300, days=3)
    made = town.make(folder / "data", databases.copy(postgres, databases.TEMPLATE), feeds)
    status, _, error = made.run("nightly", *feeds)
    assert status == 0, error
    truth = json.loads((Path(feeds[0]).parent / "truth.json").read_text("utf-8"))
    first = [f"/customers/{story['customer_ids'][0]}/" for story in truth["stories"]]
    about = [f"{page}{tab}" for page in first for tab in ("", "timeline/")]
    command = [sys.executable, "-c", ASKED, str(made.data), truth["demo"]["rm"], "/", *about]
    done = subprocess.run(command, env=made.environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read = {address: words(page) for address, page in json.loads(done.stdout.splitlines()[-1]).items()}
    yield truth, read, made.lake
    databases.drop(postgres, urlsplit(made.url).path.lstrip("/"))


def told(truth: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the planted story of a kind that comes true on the last night."""
    stories = [story for story in truth["stories"] if story["kind"] == kind]
    last = truth["feeds"][-1]
    return next(
        story for story in stories if all(fact.get("on", last) == last for fact in story.get("expect", ()))
    )


@pytest.mark.parametrize("kind", FOUND)
def test_a_planted_truth_is_found_on_the_page(pages, kind: str) -> None:
    truth, read, _ = pages
    first = f"/customers/{told(truth, kind)['customer_ids'][0]}/"
    page = read[first] + read[f"{first}timeline/"]
    assert [said for said in FOUND[kind] if said not in page] == []


def test_the_mornings_list_names_customers_of_the_stories_with_their_reasons(pages) -> None:
    _, read, _ = pages
    assert re.search(r"差\s*¥4万\s*到\s*白金|¥4万", read["/"])
    assert "定期" in read["/"]


def test_planted_signals_are_told_on_their_night(pages) -> None:
    """Days of cards, premiums, documents and weddings where the feed knows them; salaries of months."""
    truth, _, lake = pages
    keys = ("kind", "customer_id", "subject", "due_on", "on")
    told = set()
    for night in lake.nights:
        rows = pq.read_table(lake.path(Area.MARTS, "signals", night.business_date), columns=list(keys[:4]))
        told |= {(*map(str, row.values()), str(night.business_date)) for row in rows.to_pylist()}
    planted = {tuple(fact[key] for key in keys) for fact in truth["signals"]}
    assert len({kind for kind, *_ in planted}) >= 6
    assert planted <= told
