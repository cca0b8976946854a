"""The table of commitments, and the same days counted one by one."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spec.promises import CASES, Case, page
from tilth.policy import promising
from tilth.policy.promising import Kept, Lead
from tilth.policy.working_days import is_working_day

ROOT = Path(__file__).parents[3]
DAY = dt.timedelta(days=1)


@pytest.mark.requirement("NEG-03")
@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.least} {one.kept} {one.given} {one.due}")
def test_a_commitment_takes_what_the_table_says(one: Case) -> None:
    assert one.answers() == (one.takes, one.told_by, one.honest, one.span, one.warned)


def test_the_page_is_current() -> None:
    path = ROOT / "docs" / "rules" / page.NAME
    assert path.read_text("utf-8") == page.text(), f"{page.NAME} is not current: run scripts/print_rules.py"


@settings(max_examples=200, deadline=None)
@given(start=st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)), days=st.integers(0, 60))
def test_days_are_the_calendars_compared_with_counting_one_by_one(start: dt.date, days: int) -> None:
    slow, left = start, days
    while left:
        slow += DAY
        left -= is_working_day(slow)
    assert promising.earliest(start, days) == slow
    assert promising.between(start, slow) == days
    assert promising.between(slow, start) == 0


@given(least=st.integers(0, 30), days=st.integers(0, 60), of=st.integers(1, 90), enough=st.integers(1, 90))
def test_it_never_takes_less_than_the_least(least: int, days: int, of: int, enough: int) -> None:
    told = promising.lead("card", least={"card": least}, kept={"card": Kept(days=days, of=of)}, enough=enough)
    wanted = [Lead(days=least, of=0)] + [Lead(days=days, of=of)] * (of >= enough and days >= least)
    assert told == wanted[-1]
