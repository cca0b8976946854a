"""The probability of a close, worked by hand: the bank's own closed ones, drawn towards the bank's mean."""

from decimal import Decimal

import pytest

from tilth.policy import chances
from tilth.policy.chances import Closed
from tilth.policy.subjects.opportunity import may_move

CLOSED = (
    Closed(category="mortgage", stage="close", won=3, dropped=0),
    Closed(category="mortgage", stage="present", won=0, dropped=1),
    Closed(category="mortgage", stage="contact", won=0, dropped=4),
    Closed(category="fund", stage="close", won=1, dropped=0),
    Closed(category="fund", stage="investigate", won=0, dropped=1),
)
"""Ten ended, four of them won: 0.4. Six came to Investigate: four won; five to Present: four won."""


@pytest.mark.requirement("CONS-05")
@pytest.mark.parametrize(
    ("category", "stage", "drawn", "share"),
    [
        # of the stage (4 + 10 × 0.4) ÷ (10 + 10) = 0.4; of mortgages (3 + 10 × 0.4) ÷ (8 + 10) = 0.3889
        ("mortgage", "contact", 10, "0.3889"),
        # (4 + 10 × 0.4) ÷ (5 + 10) = 0.5333; (3 + 5.3333) ÷ (4 + 10) = 0.5952
        ("mortgage", "present", 10, "0.5952"),
        # (4 + 10 × 0.4) ÷ (6 + 10) = 0.5; (1 + 5) ÷ (2 + 10) = 0.5
        ("fund", "investigate", 10, "0.5000"),
        # nothing of the kind ended: the stage's own rate
        ("trust", "present", 10, "0.5333"),
        (None, "present", 10, "0.5333"),
        # drawn by one: (4 + 0.4) ÷ 6 = 0.7333; (3 + 0.7333) ÷ 5 = 0.7467
        ("mortgage", "present", 1, "0.7467"),
    ],
)
def test_a_rate_of_few_is_drawn_towards_the_mean(
    category: str | None, stage: str, drawn: int, share: str
) -> None:
    chance = chances.of(CLOSED, category=category, stage=stage, drawn=drawn)
    assert chance is not None
    assert chance.share == Decimal(share)


def test_while_nothing_has_ended_nothing_is_made_up() -> None:
    assert chances.of((), category="fund", stage="contact", drawn=10) is None
    assert {rate.ended for rate in chances.by_stage(()).values()} == {0}


def test_a_chance_is_never_more_than_certain_nor_less_than_none() -> None:
    won = (Closed(category="fund", stage="close", won=5, dropped=0),)
    lost = (Closed(category="fund", stage="contact", won=0, dropped=5),)
    for rows, share in ((won, 1), (lost, 0)):
        chance = chances.of(rows, category="fund", stage="contact", drawn=10)
        assert chance is not None
        assert chance.share == share


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("contact", "qualify", True),
        ("contact", "investigate", False),
        ("present", "contact", True),
        ("present", "close", False),
        ("present", "present", False),
        ("contact", "nowhere", False),
    ],
)
def test_one_stage_further_or_back_to_any(before: str, after: str, may: bool) -> None:  # noqa: FBT001
    assert may_move(before, after) is may
