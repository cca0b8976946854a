"""An assessment holds to the end of the day before its anniversary (A25, GOV-05)."""

import datetime as dt

import pytest

from tilth.policy import suitability


@pytest.mark.parametrize(
    ("assessed", "last", "over"),
    [
        ("2025-06-10", "2026-06-09", "2026-06-10"),
        ("2024-02-29", "2025-02-28", "2025-03-01"),
        ("2025-02-28", "2026-02-27", "2026-02-28"),
        ("2027-02-28", "2028-02-27", "2028-02-28"),
    ],
)
def test_it_ends_on_the_first_day_without_it(assessed: str, last: str, over: str) -> None:
    made, valid, ended = (dt.date.fromisoformat(day) for day in (assessed, last, over))
    on_last, after = (suitability.of("C3", made, day=day, years=1) for day in (valid, ended))
    assert (on_last.state, on_last.grades) == ("valid", ("R1", "R2", "R3"))
    assert (after.state, after.grades, after.ends_on) == ("expired", (), ended)
