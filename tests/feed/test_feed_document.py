"""docs/feed-faults.md names every fault once and files that exist, and leaves no tested fault or code out."""

import re
from pathlib import Path

from feed.test_feed_faults import CASES
from tilth.connectors.core_banking import quarantine

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "feed-faults.md").read_text("utf-8")
ROWS = {
    int(row[0]): row
    for row in re.findall(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \| (.+) \|$", TEXT, re.MULTILINE)
}


def test_every_fault_has_one_row() -> None:
    assert sorted(ROWS) == list(range(1, len(ROWS) + 1))


def test_rows_and_cases_agree() -> None:
    tested = {case.number for case in CASES}
    assert tested == {number for number, row in ROWS.items() if "cases" in row[4]}


def test_named_files_exist() -> None:
    for _, _, _, code, tests in ROWS.values():
        for name in re.findall(r"`([\w/]+\.py)`", code):
            assert (ROOT / "src/tilth/connectors/core_banking" / name).exists(), name
        for name in re.findall(r"`([\w/]+\.py)`", tests):
            assert (ROOT / "tests/feed" / name).exists(), name


def test_every_quarantine_code_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", TEXT, re.MULTILINE)
    assert {code: (english, chinese) for code, english, chinese in rows} == quarantine.REASONS
