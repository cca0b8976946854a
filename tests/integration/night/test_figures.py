"""Every figure is the number of its rows: walked as every role, on a bank with a cover in force."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integration.night.town import Town

TESTS = Path(__file__).resolve().parents[2]
WALK = """
import json, re, sys
from pathlib import Path
from django.conf import settings
from tilth import wiring
data, feeds = Path(sys.argv[1]), Path(sys.argv[2])
sys.path.insert(0, sys.argv[3])
wiring.start_django(data)
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
from support import figures
from tilth.data.models import User
from tilth.jobs import demo, demo_mornings
from tilth.policy.demo import PEOPLE

truth = json.loads((feeds / "truth.json").read_text("utf-8"))
demo._add_people(demo_mornings.staff(truth["demo"]))
people = {user.username: user for user in User.objects.filter(username__in=[one.name for one in PEOPLE])}
demo_mornings.settle(people)
demo_mornings.work([people["rm"]])
PAGES = ("/", "/book/", "/book/flow/", "/branch/", "/branch/flow/", "/events/", "/team/", "/customers/")
compared, roles, wrong, codes = 0, 0, [], set()
for user in people.values():
    browser = Client()
    browser.force_login(user)
    def get(address):
        return browser.get(address).content.decode()
    pages = [page for page in PAGES if browser.get(page, follow=True).status_code == 200]
    if "/branch/" in pages:
        known = re.findall(r'<option value="([^"]+)"', get("/branch/"))
        pages += [f"/branch/{part}?branch={one}" for one in known for part in ("", "flow/")]
    number = 0
    for shown, fault in figures.walk(get, pages):
        number += 1
        codes.add(shown.code)
        wrong += [f"{user.role} {fault}"] if fault else []
    compared, roles = compared + number, roles + (number > 0)
print(json.dumps({"compared": compared, "roles": roles, "wrong": wrong, "codes": sorted(codes)}))
"""


def test_every_figure_is_the_number_of_its_rows(small_town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    for feed in small_town.feeds:
        assert small_town.run("nightly", feed)[0] == 0
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(small_town.data), str(small_town.feeds[0].parent), str(TESTS)],
        env=small_town.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{told['compared']} figures compared, as {told['roles']} roles: {len(told['wrong'])} differ")
    assert told["wrong"] == []
    assert told["roles"] == 6
    assert told["compared"] > 200
    assert {"overdue", "due", "unassigned", "penetration", "waiting", "never", "dialled", "also"} <= set(
        told["codes"]
    )
