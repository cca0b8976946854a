"""When a contact point reaches best, and for when the next call is proposed (PROF-05)."""

import datetime as dt

import pytest

from tilth.policy import best_times
from tilth.policy.best_times import BEST_DAYS, Proposed, next_call, windows

WEDNESDAY = dt.date(2026, 4, 1)
MORNING, NOON = dt.time(9, 30), dt.time(12)


@pytest.mark.parametrize(
    ("days", "hours", "wanted"),
    [
        ("", (None, None), Proposed(on=dt.date(2026, 4, 2))),
        ("every", (None, None), Proposed(on=dt.date(2026, 4, 2))),
        ("", (MORNING, NOON), Proposed(on=dt.date(2026, 4, 2), at=MORNING)),
        ("5", (MORNING, NOON), Proposed(on=dt.date(2026, 4, 3), at=MORNING)),
        ("1", (None, None), Proposed(on=dt.date(2026, 4, 13))),
        ("3", (MORNING, NOON), Proposed(on=dt.date(2026, 4, 8), at=MORNING)),
        ("weekend", (MORNING, NOON), Proposed(on=dt.date(2026, 4, 2))),
    ],
    ids=[
        "nothing known",
        "any day",
        "hours alone",
        "the day",
        "over a holiday",
        "today is over",
        "never worked",
    ],
)
def test_the_first_working_day_and_hour_that_suit_are_proposed(
    days: str, hours: tuple[dt.time | None, dt.time | None], wanted: Proposed
) -> None:
    assert next_call(WEDNESDAY, windows(days, *hours)) == wanted


def test_every_code_has_its_days() -> None:
    counted = {code: len(windows(code, MORNING, NOON)) for code in BEST_DAYS}
    assert counted == {"": 7, "every": 7, "workdays": 5, "weekend": 2} | {str(day): 1 for day in range(1, 8)}


def test_the_end_is_no_part_of_it() -> None:
    best = windows("3", MORNING, NOON)
    moments = [dt.datetime.combine(WEDNESDAY, hour) for hour in (MORNING, dt.time(11, 59), NOON)]
    assert [best_times.suits(one, best) for one in moments] == [True, True, False]
