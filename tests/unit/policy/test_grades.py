"""Ladders and the wealth grade: where an amount stands, and which input brought how many points."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.kernel.errors import Refused
from tilth.policy import codes, grades, playbook
from tilth.policy.playbook import loading

GRADING = playbook.default().grading
NOBODY = dict.fromkeys(codes.MEASURES, Decimal(0))


@pytest.mark.requirement("TIER-05")
@pytest.mark.parametrize(
    ("amount", "layer", "gap"),
    [
        ("-1", "long_tail", "10001"),
        ("0", "long_tail", "10000"),
        ("9999.99", "long_tail", "0.01"),
        ("10000", "potential", "40000"),
        ("50000", "effective", "150000"),
        ("200000", "value", "800000"),
        ("5999999.99", "core", "0.01"),
        ("6000000", "top", None),
    ],
)
def test_the_pyramid_has_six_layers_each_from_exactly_its_floor(
    amount: str, layer: str, gap: str | None
) -> None:
    found = grades.stands(Decimal(amount), GRADING.pyramid)
    assert found.step.code == layer
    assert found.gap == (None if gap is None else Decimal(gap))


@pytest.mark.requirement("TIER-06")
def test_deposits_have_five_classes() -> None:
    found = [grades.stands(step.floor, GRADING.deposits).step.code for step in GRADING.deposits]
    assert found == ["d1", "d2", "d3", "d4", "d5"]


@pytest.mark.requirement("TIER-04", "TIER-09")
def test_the_grade_is_the_sum_of_its_four_inputs() -> None:
    values: dict[str, Decimal | None] = {
        **NOBODY,
        "tier_basis": Decimal(720_000),
        "deposit_avg_90": Decimal(300_000),
        "categories": Decimal(4),
        "annual_income": Decimal(1_000_000),
    }
    found = grades.grade(values, GRADING)
    assert [str(part.points) for part in found.parts] == ["28.8", "12.0", "16.0", "20.0"]
    assert (found.points, found.stands.step.code, found.stands.gap) == (Decimal("76.8"), "b", Decimal("3.2"))
    assert found.unknown == ()


@pytest.mark.requirement("TIER-04")
def test_what_nobody_knows_brings_nothing_and_is_named() -> None:
    found = grades.grade({**NOBODY, "annual_income": None}, GRADING)
    assert [one.code for one in found.unknown] == ["potential"]
    assert (found.points, found.stands.step.code) == (0, "d")


@given(st.dictionaries(st.sampled_from(list(codes.MEASURES)), st.decimals(-(10**9), 10**9, places=2)))
def test_points_add_up_and_no_input_brings_more_than_its_weight(values: dict[str, Decimal]) -> None:
    found = grades.grade({**NOBODY, **values}, GRADING)
    assert found.points == sum(part.points for part in found.parts) <= 100
    assert all(0 <= part.points <= part.input.weight for part in found.parts)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("told_days = { value = 12", "told_days = { value = 13", "must be one of spans"),
        ("spans = { value = [6, 8,", "spans = { value = [8, 6,", "spans must ascend"),
        ('code = "value", floor = 200000', 'code = "value", floor = 20000', "pyramid must be 6 steps"),
        ('code = "d5", floor', 'code = "d4", floor', "deposits names 'd4' 2 times"),
        ("full = 5, weight = 20", "full = 5, weight = 30", "their weights together 100"),
        ('measure = "annual_income"', 'measure = "shoe_size"', "measure 'shoe_size' is none of"),
        ("tier in ('platinum', 'private') or aum", "tyre in ('platinum') or aum", "value_standard"),
        ('{ code = "one_to_one", products = ["理财金卡"],', '{ code = "one_to_one",', "is given to nobody"),
        ('{ code = "phone", tiers = ["general",', '{ code = "phone", tiers = ["gold",', "tiers"),
    ],
)
def test_a_part_that_does_not_fit_is_refused_with_its_place(before: str, after: str, said: str) -> None:
    text = loading.default_text()
    assert before in text
    with pytest.raises(Refused) as refused:
        loading.parse(text.replace(before, after, 1), "mine.toml")
    assert said in str(refused.value)


@pytest.mark.requirement("TIER-08")
def test_a_tier_brings_what_the_one_below_has_not() -> None:
    more: dict[str, Any] = {tier: [one.code for one in GRADING.more_in(tier)] for tier in codes.TIERS}
    assert more == {
        "general": ["phone"],
        "personal": ["manager"],
        "platinum": ["counter", "lounge", "check_up"],
        "private": ["first_to_buy", "advisor"],
    }
    assert [one.code for one in GRADING.benefits_of("personal")] == ["phone", "manager"]


@pytest.mark.requirement("TIER-14")
def test_a_membership_product_opens_the_door_to_benefits() -> None:
    def given(*held: str, tier: str = "personal") -> list[str]:
        return [one.code for one in GRADING.by_product(held, tier)]

    assert given("活期存款", "理财金卡") == ["first_to_buy", "one_to_one"]
    assert given("理财金卡", tier="private") == ["one_to_one"]
    assert given("活期存款") == given() == []


@pytest.mark.requirement("PROF-30")
def test_what_assets_and_liabilities_bring_is_their_balance_by_the_margins_of_the_bank() -> None:
    held = {
        "demand_deposit": Decimal("10000.50"),
        "fund": Decimal(200_000),
        "fx_deposit": Decimal(-500),
        "loan": Decimal(300_000),
        "payroll": Decimal(1),
    }
    found = grades.contribution(held, GRADING)
    # 150.0075 + 1,200; what is overdrawn brings nothing, nor does a category without a margin
    assert (found.assets, found.liabilities) == (Decimal("1350.01"), Decimal("6000.00"))
    assert grades.contribution({}, GRADING).assets == 0
