"""Lists and exclusions on plain values: who is left alone, who is taken, in which order."""

import datetime as dt
from decimal import Decimal

import pytest

from tilth.policy import call_lists, exclusions, playbook
from tilth.policy.call_lists import Candidate

BOOK = playbook.default()
D = dt.date(2026, 6, 12)


def day(text):
    return dt.date.fromisoformat(text)


def days(*texts):
    return [day(f"2026-{text}") for text in texts]


@pytest.mark.parametrize(
    ("two_way_on", "until"),
    [
        ([], None),
        (days("06-06"), "2026-06-13"),
        (days("06-05"), None),
        (days("06-12", "06-05"), "2026-06-19"),
    ],
)
def test_a_customer_rests_after_a_two_way_contact(two_way_on, until):
    found = exclusions.contacted_recently(two_way_on, D, BOOK.call_list.quiet_days)
    assert found == (day(until) if until else None)


@pytest.mark.parametrize(
    ("tried_on", "until"),
    [
        ([], None),
        (days("06-07", "06-07", "06-12"), "2026-06-14"),
        (days("06-07", "06-12"), None),
        (days("06-05", "06-08", "06-10"), None),
        ([day(f"2026-05-{n}") for n in range(20, 26)], "2026-06-19"),
        ([day(f"2026-05-{n}") for n in range(13, 19)], None),
    ],
)
def test_caps_count_every_try_and_the_last_to_lift_says_until_when(tried_on, until):
    found = exclusions.frequency_cap(tried_on, D, BOOK.call_list.caps)
    assert found == (day(until) if until else None)


def test_without_caps_nobody_is_held_back():
    assert exclusions.frequency_cap(days("06-12", "06-12", "06-12", "06-12"), D, ()) is None


@pytest.mark.parametrize(
    ("size", "parts", "expected"),
    [
        (20, (1, 2), (7, 13)),
        (100, (1, 2), (33, 67)),
        (5, (1, 1), (3, 2)),
        (20, (0, 1), (0, 20)),
        (1, (1, 2), (0, 1)),
    ],
)
def test_quotas_round_half_up(size, parts, expected):
    rules = BOOK.call_list.model_copy(
        update={"size": size, "familiar_parts": parts[0], "unfamiliar_parts": parts[1]}
    )
    assert call_lists.quotas(rules) == expected


def _names(*candidates, size=3):
    rules = BOOK.call_list.model_copy(update={"size": size})
    places = call_lists.fill(candidates, rules)
    assert [place.rank for place in places] == list(range(1, len(places) + 1))
    return [(place.candidate.customer_id, place.deviation) for place in places]


def _one(name, aum=0, **more):
    return Candidate(customer_id=name, familiar=name.startswith("f"), aum=Decimal(aum), **more)


def test_dated_customers_come_first_then_unfamiliar_then_familiar():
    names = _names(
        _one("f1", 900),
        _one("u1", 10),
        _one("u2", 20),
        _one("u3", birthday=D),
        _one("u4", deposit_due=day("2026-07-01")),
        size=5,
    )
    assert names == [("u3", 0), ("u4", 0), ("u2", 0), ("u1", 0), ("f1", 1)]


def test_within_a_side_a_maturing_deposit_beats_a_birthday_and_size():
    order = sorted(
        [
            _one("u1", 100),
            _one("u2", birthday=D),
            _one("u3", deposit_due=day("2026-07-12")),
            _one("u4", 200),
            _one("u5", 200),
        ],
        key=call_lists.order,
    )
    assert [one.customer_id for one in order] == ["u3", "u2", "u4", "u5", "u1"]


def test_familiar_customers_go_by_segment_then_overdue_then_size():
    order = sorted(
        [
            _one("f1", 900),
            _one("f2", 1, priority=2, overdue_days=3),
            _one("f3", 1, priority=2, overdue_days=4),
            _one("f4", 1, priority=1),
            _one("f5", 2, priority=1),
        ],
        key=call_lists.order,
    )
    assert [one.customer_id for one in order] == ["f5", "f4", "f3", "f2", "f1"]


def test_a_short_side_is_filled_from_the_other_and_says_so():
    assert _names(_one("f1", 1), _one("f2", 2), _one("u1")) == [("u1", 1), ("f2", 0), ("f1", 0)]
    assert _names(_one("u1", 1), _one("u2", 2), _one("u3", 3), _one("u4")) == [
        ("u3", 0),
        ("u2", 0),
        ("u1", 0),
    ]
    assert _names() == []


@pytest.mark.requirement("LIST-08")
def test_reasons_go_by_urgency_and_no_list_is_without_one():
    rules = BOOK.call_list
    assert call_lists.reasons([], rules) == ("top_aum",)
    assert call_lists.reasons(["tier_up", "large_inflow", "tier_up"], rules) == (
        "large_inflow",
        "tier_up",
        "top_aum",
    )
    assert call_lists.reasons(["tier_up", "birthday"], rules) == ("birthday", "tier_up")
    assert [place.goal for place in call_lists.fill([_one("u1"), _one("f1")], rules)] == [
        "segment_and_invite",
        "maintain_and_introduce",
    ]
