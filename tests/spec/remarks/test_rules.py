"""Every phrase of the table, and the page that is printed from it."""

from pathlib import Path

import pytest

from spec.remarks import RULES, page
from spec.remarks.table import Case

ROOT = Path(__file__).parents[3]
CASES = [pytest.param(one, id=f"{one.text} ({one.written})") for rule in RULES for one in rule.cases]


@pytest.mark.requirement("REC-04")
@pytest.mark.parametrize("one", CASES)
def test_a_remark_is_read_as_the_table_says(one: Case) -> None:
    assert one.answers() == one.expected


def test_the_table_is_long_enough_and_names_nothing_twice() -> None:
    keys = [(one.text, one.written) for rule in RULES for one in rule.cases]
    assert len(keys) == len(set(keys)) >= 120
    assert len([rule for rule in RULES if not rule.sentence]) == 0


def test_the_printed_page_is_current() -> None:
    path = ROOT / "docs" / "rules" / page.NAME
    assert path.read_text("utf-8") == page.text(), f"{page.NAME} is not current: run scripts/print_rules.py"
