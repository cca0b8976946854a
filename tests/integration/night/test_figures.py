"""Every figure is the number of its rows: walked as every role, on a bank with a cover in force."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integration.night.town import Town
from tilth.policy.demo import PEOPLE

TESTS = Path(__file__).resolve().parents[2]


def test_every_figure_is_the_number_of_its_rows(small_town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert small_town.run("nightly", *small_town.feeds)[0] == 0
    truth = small_town.feeds[0].parent / "truth.json"
    done = subprocess.run(
        [sys.executable, str(TESTS / "support/figure_walk.py"), str(small_town.data), str(truth)],
        env=small_town.environment() | {"PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    walked = {role: number for role, number in told["roles"].items() if number}
    with capsys.disabled():
        print(f"\nFIGURES {told['compared']} compared, as {len(walked)} roles: {len(told['wrong'])} differ")
        for role, number in told["roles"].items():
            print(f"FIGURES {role}: {number} on {told['pages'][role]} pages")
    assert not told["wrong"], "\n".join(told["wrong"])
    assert set(told["roles"]) == {one.role for one in PEOPLE}
    assert set(told["roles"]) - set(walked) == {
        "lobby",
        "teller",
        "marketing",
        "security_admin",
        "audit_admin",
    }
    assert told["compared"] > 500
    assert {
        *(
            "overdue",
            "due",
            "unassigned",
            "penetration",
            "waiting",
            "never",
            "dialled",
            "answered",
            "effective",
        ),
        *("assets", "tier_assets", "due_amount", "names", "category", "customer_assets", "rows_in", "also"),
        *("work_dialled", "work_contacts", "work_familiar", "work_existing", "work_appointed"),
        *("work_contacts_part", "work_appointed_part"),
    } <= set(told["codes"])
