"""When something is due: each day lies in exactly one of the words, and a word's span holds its days."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tilth.policy import due
from tilth.policy.working_days import is_working_day

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(DAYS, st.integers(-20, 20))
def test_a_day_lies_in_the_span_of_its_word_and_in_no_other(today: dt.date, away: int) -> None:
    day = today + dt.timedelta(days=away)
    holds = [
        word
        for word in due.WHENS
        for first, last in [due.span(word, today)]
        if (first is None or first <= day) and (last is None or day <= last)
    ]
    assert holds == [due.when(day, today)]


def test_the_week_ends_on_sunday() -> None:
    wednesday = dt.date(2026, 4, 1)
    told = [due.when(wednesday + dt.timedelta(days=days), wednesday) for days in (-1, 0, 1, 4, 5)]
    assert told == ["late", "today", "week", "week", "later"]
    assert due.when(dt.date(2026, 4, 6), dt.date(2026, 4, 5)) == "later"


@given(DAYS, st.sampled_from([*due.WHENS]))
def test_what_is_moved_to_a_word_lies_in_it_on_a_working_day_or_today(today: dt.date, word: str) -> None:
    day = due.target(word, today)
    if day is None:
        assert word in ("late", "week")
        return
    assert due.when(day, today) == word
    assert day == today or is_working_day(day)
