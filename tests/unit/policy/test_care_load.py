"""What a book's cadences ask for a week, and what each way out leaves of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.policy import care_load
from tilth.policy.care_load import Segment, Ways


def segment(code: str, customers: int, days: int | None, *, overdue: int = 0) -> Segment:
    """Return a segment whose customers all have one interval."""
    asked = Decimal(0) if days is None else customers * Decimal(7) / days
    return Segment(code=code, customers=customers, overdue=overdue, weekly=asked, shortest=days, longest=days)


BOOK = (segment("young", 140, 14), segment("retired", 90, 21), segment("", 30, None))
RULES = [
    ("nothing tried", Ways(), 100),
    ("all intervals a quarter longer", Ways(longer=25), 80),
    ("one segment twice as long", Ways(segment="young", longer=100), 65),
    ("seventy of a segment handed over", Ways(segment="young", handed=70), 65),
    ("more handed over than there are", Ways(segment="retired", handed=900), 70),
    ("thirteen guests a month", Ways(segment="retired", guests=13), 97),
    ("more guests than the segment has", Ways(segment="retired", guests=900), 79),
    ("a segment that nobody is in", Ways(segment="unknown", longer=100, handed=9, guests=9), 100),
]


@pytest.mark.parametrize(("rule", "ways", "left"), RULES, ids=[rule for rule, *_ in RULES])
def test_each_way_leaves_what_it_says(rule: str, ways: Ways, left: int) -> None:
    assert care_load.whole(care_load.weekly(BOOK)) == 100
    assert care_load.whole(care_load.tried(BOOK, ways)) == left


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 366)), max_size=5),
    st.builds(
        Ways,
        segment=st.sampled_from(["", "s0", "s1"]),
        longer=st.sampled_from([0, 25, 50, 100]),
        handed=st.integers(0, 10_000),
        guests=st.integers(0, 10_000),
    ),
)
def test_no_way_asks_for_more_and_none_goes_below_nought(sizes: list[tuple[int, int]], ways: Ways) -> None:
    book = tuple(segment(f"s{n}", number, days) for n, (number, days) in enumerate(sizes))
    assert 0 <= care_load.tried(book, ways) <= care_load.weekly(book) + Decimal("1e-9")
