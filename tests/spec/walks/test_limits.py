"""So many in an hour, and what follows: nothing, a pause, a stop."""

import datetime as dt

import pytest
from pydantic import ValidationError

from tilth.policy import bank, walks
from tilth.policy.walks import KINDS, Kind, Limit, WalkSettings

NOW = dt.datetime(2026, 4, 1, 10, tzinfo=dt.UTC)
ROWS: tuple[tuple[Kind, int, int, int | None, str, int], ...] = (
    # kind, in the hour, habit, seconds since the last, level, seconds to wait
    ("refused", 1, 0, None, "", 0),
    ("refused", 20, 0, 0, "", 0),
    ("refused", 21, 0, 0, "slowed", 15),
    ("refused", 40, 0, 0, "slowed", 15),
    ("refused", 41, 0, 0, "stopped", 0),
    ("refused", 41, 900, 3000, "stopped", 0),  # nobody gets into the habit of being refused
    ("missed", 10, 0, 0, "", 0),
    ("missed", 11, 0, 4, "slowed", 11),
    ("missed", 11, 0, 14, "slowed", 1),
    ("missed", 11, 0, 15, "", 0),
    ("missed", 20, 0, 3000, "", 0),
    ("missed", 21, 0, 3000, "stopped", 0),
    ("outside", 40, 0, 0, "", 0),
    ("outside", 41, 0, 0, "slowed", 15),
    ("outside", 81, 0, 0, "stopped", 0),
    ("outside", 90, 30, 0, "", 0),  # thirty an hour on ten days: ninety are free
    ("outside", 91, 30, 0, "slowed", 15),
    ("outside", 181, 30, 0, "stopped", 0),
    ("opened", 172, 0, 0, "", 0),
    ("opened", 200, 0, 0, "", 0),
    ("opened", 200, 1, 0, "", 0),  # a small habit takes nothing away
    ("opened", 201, 0, 0, "slowed", 15),
    ("opened", 301, 0, 0, "stopped", 0),
    ("opened", 300, 100, 0, "", 0),
    ("opened", 301, 100, 0, "slowed", 15),
    ("opened", 451, 100, 0, "stopped", 0),
    ("missed", 11, 0, -7200, "slowed", 15),  # the clock stepped back: one pause and no more
)


@pytest.mark.parametrize(("kind", "done", "habit", "since", "level", "seconds"), ROWS)
def test_what_follows(  # noqa: PLR0917 - the columns of a table
    kind: Kind, done: int, habit: int, since: int | None, level: str, seconds: int
) -> None:
    last = None if since is None else NOW - dt.timedelta(seconds=since)
    found = walks.verdict(WalkSettings(), kind, done=done, last=last, now=NOW, habit=habit)
    assert (found.level, found.seconds) == (level, seconds)


def test_every_kind_has_all_three_answers() -> None:
    assert {(row[0], row[4]) for row in ROWS} == {
        (kind, level) for kind in KINDS for level in ("", "slowed", "stopped")
    }


def test_a_bank_sets_its_own_limits(tmp_path) -> None:
    file = tmp_path / bank.FILE
    file.write_text("[walks]\npause = 5\n[walks.missed]\nslow = 4\nstop = 6\n", "utf-8")
    settings = bank.load(tmp_path).walks
    assert (settings.pause, settings.of("missed")) == (5, Limit(slow=4, stop=6))
    assert settings.of("refused") == WalkSettings().refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"opened": {"slow": 199, "stop": 300}}, "at least 200"),
        ({"missed": {"slow": 10, "stop": 10}}, "larger than slow"),
        ({"missed": {"slow": 0, "stop": 10}}, "greater than or equal to 1"),
        ({"pause": 0}, "greater than or equal to 1"),
        ({"guesses": 3}, "not permitted"),
    ],
)
def test_limits_that_make_no_sense_are_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        WalkSettings.model_validate(given)
