"""Tier distance: what is said is what the night's rule comes to, day by day, to the cent."""

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.policy import tier_distance
from tilth.policy.tier_distance import Track
from tilth.policy.working_days import is_working_day

NIGHT = dt.date(2026, 12, 8)
FLOOR = 1_000_000_00
ONE = dt.timedelta(days=1)
LENGTHS = (1, 6, 8, 12, 16, 24, 30, 45, 60, 90)
amounts = st.one_of(
    st.integers(-50_000, 150_000_000), st.sampled_from([FLOOR - 1, FLOOR, FLOOR + 1, 0, 1, 99_999_999])
)
nights = st.sampled_from([is_working_day, lambda _day: True])


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Track, dict[dt.date, int]]:
    """Return a track, and every day's amount since the first night, of which it knows the last ones."""
    window = draw(st.sampled_from([1, 30, 90]))
    runs = draw(st.lists(st.tuples(amounts, st.integers(1, 40)), min_size=1, max_size=5))
    by_day = [amount for amount, days in runs for _ in range(days)]
    days = {NIGHT - number * ONE: amount for number, amount in enumerate(reversed(by_day))}
    return Track(night=NIGHT, window=window, counted=tuple(by_day[-window:])), days


def mean(days: dict[dt.date, int], moves: list[tuple[dt.date, int]], window: int, day: dt.date) -> int:
    """Return the mean as the contract has it: days before the first feed left out, half away from zero."""
    values = []
    for number in range(window):
        one = day - number * ONE
        if one < min(days):
            break
        lies = days[min(one, NIGHT)]
        values.append(lies + sum(amount for start, amount in moves if start <= one))
    return int((Decimal(sum(values)) / len(values)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def first(
    days: dict[dt.date, int],
    moves: list[tuple[dt.date, int]],
    window: int,
    *,
    until: dt.date,
    comes: Callable[[dt.date], bool],
    reached: bool,
) -> dt.date | None:
    """Return the first night after tonight that finds the tier, or that finds it gone."""
    day = min((start for start, _ in moves), default=NIGHT + ONE)
    while day <= until:
        if comes(day) and (mean(days, moves, window, day) >= FLOOR) is reached:
            return day
        day += ONE
    return None


@pytest.mark.requirement("TIER-15")
@given(tracks(), st.integers(1, 5), nights)
def test_the_tier_turns_on_the_stated_day_and_with_one_cent_less_it_does_not(
    drawn: tuple[Track, dict[dt.date, int]], wait: int, comes: Callable[[dt.date], bool]
) -> None:
    track, days = drawn
    start = NIGHT + wait * ONE
    found = tier_distance.rise(track, FLOOR, start, LENGTHS, comes)
    assert track.mean(NIGHT) == mean(days, [], track.window, NIGHT)
    for span in found.spans:
        assert span.reached_on == start + (span.days - 1) * ONE
        until = span.reached_on
        given_all, one_less = [(start, span.amount)], [(start, span.amount - 1)]
        assert first(days, given_all, track.window, until=until, comes=comes, reached=True) == until
        assert first(days, one_less, track.window, until=until, comes=comes, reached=True) is None
    by_itself = first(days, [(start, 0)], track.window, until=start + 200 * ONE, comes=comes, reached=True)
    assert found.by_itself == by_itself
    assert found.spans or by_itself


@pytest.mark.requirement("TIER-15")
@given(tracks(), st.integers(1, 60), st.integers(1, 150_000_000), st.integers(0, 100_000_000), nights)
def test_the_tier_falls_on_the_stated_day_and_what_must_stay_is_not_a_cent_too_much(
    drawn: tuple[Track, dict[dt.date, int]],
    wait: int,
    leaving: int,
    comes_before: int,
    comes: Callable[[dt.date], bool],
) -> None:
    track, days = drawn
    day, deposit = NIGHT + wait * ONE, (NIGHT + ONE, comes_before)
    found = tier_distance.fall(track, FLOOR, (day, leaving), comes, [deposit])
    until = day + 200 * ONE

    def falls(gone: int) -> dt.date | None:
        one = day
        while one <= until:
            if comes(one) and mean(days, [deposit, (day, -gone)], track.window, one) < FLOOR:
                return one
            one += ONE
        return None

    assert found.falls_on == falls(leaving)
    assert (found.short > 0) == (falls(0) is not None)
    if found.short:
        assert falls(-found.short) is None
        assert falls(-found.short + 1) is not None
    else:
        assert falls(leaving - found.stays) is None
        assert found.stays == 0 or falls(leaving - found.stays + 1) is not None


@given(st.integers(1, 10**12), st.sampled_from(["1", "0.5", "0.3333", "0.0001", "2.5", "10", "0.9999"]))
def test_a_balance_is_the_least_that_counts_so_much(counted: int, weight: str) -> None:
    balance = tier_distance.as_balance(counted, Decimal(weight))
    assert tier_distance.whole(balance, Decimal(weight)) >= counted
    assert tier_distance.whole(balance - Decimal("0.01"), Decimal(weight)) < counted
