"""The table of retention, the same by a calendar that is walked, and thirty years of a small bank."""

import datetime as dt
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spec.retention import CASES, Case, page
from tilth.policy.registry import RETENTION, Begin, Retention
from tilth.policy.retention import Dates, goes_on

ROOT = Path(__file__).parents[3]
DAY = dt.timedelta(days=1)
FIRST = dt.date(2000, 1, 1)
DAYS = st.dates(FIRST, dt.date(2030, 12, 31))
MAYBE = st.none() | DAYS
DATES = st.builds(
    Dates, own=DAYS, relationship_end=MAYBE, last_contact=MAYBE, product_end=MAYBE, employment_end=MAYBE
)


@pytest.mark.requirement("GOV-07")
@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.rule} {one.own} {one.ended} {one.held}")
def test_a_record_goes_on_the_day_of_the_table(one: Case) -> None:
    assert one.answers() == (one.begins, one.goes_on)


def test_every_rule_has_a_row_and_the_page_is_current() -> None:
    assert {one.rule for one in CASES} == set(RETENTION)
    path = ROOT / "docs" / "rules" / page.NAME
    assert path.read_text("utf-8") == page.text(), f"{page.NAME} is not current: run scripts/print_rules.py"


def _slowly(rule: Retention, known: Dates) -> dt.date | None:
    """Walk the months of a calendar from the event on: another way to the same day."""
    events = {
        Begin.NOBODY: None,
        Begin.RELATIONSHIP_END: known.relationship_end,
        Begin.TRANSACTION: known.own,
        Begin.PRODUCT_END: known.product_end,
        Begin.LAST_CONTACT: known.last_contact or known.own,
        Begin.ENTRY: known.own,
        Begin.EMPLOYMENT_END: known.employment_end,
    }
    event = events[rule.counted_from]
    if event is None or rule.months is None:
        return None
    event = max(known.own, event)
    year, month = event.year, event.month
    for _ in range(rule.months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = event.day
    while True:
        try:
            return dt.date(year, month, last) + DAY
        except ValueError:
            last -= 1


@settings(max_examples=300, deadline=None)
@given(rule=st.sampled_from(list(RETENTION.values())), known=DATES, held=st.booleans())
def test_never_before_the_end_never_later_than_the_day_after(
    rule: Retention, known: Dates, *, held: bool
) -> None:
    found = goes_on(rule, known, held=held)
    assert found == (None if held else _slowly(rule, known))
    assert found is None or found > known.own


@dataclass
class _Customer:
    ended: dt.date | None
    held: tuple[dt.date, dt.date] | None
    rows: list[tuple[str, dt.date]]


def _bank(chance: random.Random) -> list[_Customer]:
    def some(last: int) -> dt.date:
        return FIRST + chance.randrange(last) * DAY

    made = []
    for _ in range(15):
        ended = some(8000) if chance.random() < 0.7 else None
        begin = some(9000)
        held = (begin, begin + chance.randrange(1, 6000) * DAY) if chance.random() < 0.6 else None
        rows = [(chance.choice(list(RETENTION)), some(9000)) for _ in range(4)]
        made.append(_Customer(ended=ended, held=held, rows=rows))
    return made


def test_thirty_years_of_a_small_bank_swept_every_day() -> None:
    """Every day each row that may go goes; afterwards each day is compared with the slow reading."""
    bank, gone = _bank(random.Random(12)), {}
    for number in range(30 * 366):
        today = FIRST + number * DAY
        for who, one in enumerate(bank):
            ended = one.ended if one.ended is not None and one.ended <= today else None
            held = one.held is not None and one.held[0] <= today < one.held[1]
            for place, (rule, own) in enumerate(one.rows):
                if own > today or (who, place) in gone:
                    continue
                known = Dates(own=own, relationship_end=ended, product_end=ended, employment_end=ended)
                day = goes_on(RETENTION[rule], known, held=held)
                if day is not None and day <= today:
                    gone[who, place] = today
    late = 0
    for who, one in enumerate(bank):
        for place, (rule, own) in enumerate(one.rows):
            known = Dates(
                own=own, relationship_end=one.ended, product_end=one.ended, employment_end=one.ended
            )
            day = _slowly(RETENTION[rule], known)
            if day is not None and one.held is not None and one.held[0] <= day < one.held[1]:
                day, late = one.held[1], late + 1
            last = FIRST + 30 * 366 * DAY
            assert gone.get((who, place)) == (day if day is not None and day < last else None)
    assert len(gone) > 20
    assert late > 0
    print(f"FIGURE retention: {len(gone)} of 60 rows went in 30 years, each on its day; {late} after a hold")
