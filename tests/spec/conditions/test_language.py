"""What a condition says: text, row, answer; and how it explains itself."""

from decimal import Decimal

import pytest

from tilth.policy.conditions import COLUMNS, category_column, evaluate, explain, parse, render
from tilth.policy.vocabulary import CATEGORIES

ROW = dict.fromkeys(COLUMNS) | {
    "kind": "person",
    "age": 51,
    "occupation": "退休教师",
    "risk_level": "C3",
    "aum": Decimal("200000.00"),
    "deposit_balance": Decimal("50000.00"),
    "liabilities": Decimal("0.00"),
    "time_deposit_share": 0.8,
    "product_count": 2,
    "familiar": True,
    "tier": "personal",
    "categories": ["fund", "time_deposit"],
    **{category_column(category): Decimal("0.00") for category in CATEGORIES},
    "cat_fund": Decimal("40000.00"),
    "detail_choice_life_stage": ["retired"],
    "detail_number_other_managers": 2,
    "detail_days_moved_on": -30,
    "detail_amount_other_bank": Decimal("200000.00"),
}

ANSWERS = [
    ("age >= 51", True),
    ("age > 51", False),
    ("annual_income > 0", None),
    ("annual_income > 0 or familiar", True),
    ("annual_income > 0 and familiar", None),
    ("annual_income > 0 and not familiar", False),
    ("not (annual_income > 0)", None),
    ("annual_income is null", True),
    ("annual_income is not null", False),
    ("coalesce(annual_income, 0) = 0", True),
    ("kind in ('person', 'company')", True),
    ("industry in ('trade')", None),
    ("age between 50 and 51", True),
    ("age not between 50 and 51", False),
    ("time_deposit_share >= 0.80", True),
    ("time_deposit_share between 0.40 and 0.80", True),
    ("share('fund') = 0.2", True),
    ("balance('fund') * 5 = aum", True),
    ("aum - deposit_balance * 2 - liabilities > 99999.99", True),
    ("holds('fund') and not holds('bond')", True),
    ("contains(occupation, '医', '教师')", True),
    ("contains(industry, 'a')", None),
    ("occupation like '退休%'", True),
    ("occupation like '%师'", True),
    ("occupation not like '%休教%'", False),
    ("occupation like '退休'", False),
    ("risk_level >= 'C3' and risk_level < 'C4'", True),
    ("tier <> 'general'", True),
    ("familiar = true", True),
    ("-age < -50", True),
    ("AGE >= 51 -- capital letters and remarks do not matter", True),
    ("true", True),
    ("detail('life_stage', 'working', 'retired')", True),
    ("detail('life_stage', 'working')", False),
    ("detail('profession', 'doctor')", None),
    ("not detail('profession', 'doctor')", None),
    ("detail_known('life_stage') and not detail_known('profession')", True),
    ("detail_number('other_managers') >= 2", True),
    ("detail_number('children') >= 2", None),
    ("detail_days('moved_on') between -30 and -1", True),
    ("detail_amount('other_bank') >= aum", True),
    ("elsewhere is null", True),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS, ids=[text for text, _ in ANSWERS])
def test_a_condition_means(text, answer):
    assert evaluate(parse(text), ROW) is answer


def test_a_share_is_empty_without_assets():
    assert evaluate(parse("share('fund') >= 0"), ROW | {"aum": Decimal(0)}) is None
    assert evaluate(parse("coalesce(share('fund'), 1) = 1"), ROW | {"aum": None}) is True


def test_shares_count_the_money_at_all_banks_where_it_was_told():
    assert evaluate(parse("share('fund') = 0.1"), ROW | {"elsewhere": Decimal(200_000)}) is True


def test_an_explanation_shows_what_the_profile_says():
    node = parse("detail('life_stage', 'working') or detail_number('other_managers') > 2")
    assert explain(node, ROW) == [
        ("detail('life_stage', 'working')", "'working'", ["retired"], False),
        ("detail_number('other_managers') > 2", "2", 2, False),
    ]
    assert render(parse("DETAIL_KNOWN('a') and detail('b', 'it''s')")) == (
        "detail_known('a') and detail('b', 'it''s')"
    )


def test_an_explanation_has_a_line_for_each_elementary_condition():
    node = parse("kind = 'person' and (age >= 60 or contains(occupation, '退休')) and not holds('fund')")
    assert explain(node, ROW) == [
        ("kind = 'person'", "'person'", "person", True),
        ("age >= 60", "60", 51, False),
        ("contains(occupation, '退休')", "'退休'", "退休教师", True),
        ("not holds('fund')", "fund", ["fund", "time_deposit"], False),
    ]


def test_an_explanation_says_what_is_not_known():
    (line,) = explain(parse("annual_income between 1 and 2"), ROW)
    assert line == ("annual_income between 1 and 2", "1 and 2", None, None)
    assert explain(parse("not (age > 1 and familiar)"), ROW) == [
        ("not ((age > 1) and familiar)", "", None, False)
    ]
    assert explain(parse("familiar"), ROW) == [("familiar", "true", True, True)]
    assert explain(parse("age is null"), ROW) == [("age is null", "null", 51, False)]
    assert explain(parse("age in (1, 2)"), ROW) == [("age in (1, 2)", "1, 2", 51, False)]


def test_a_condition_has_one_canonical_text():
    assert render(parse("(Age>=50 OR familiar) AND kind='person'")) == (
        "((age >= 50) or familiar) and (kind = 'person')"
    )
    assert render(parse("employer = 'O''Neil'")) == "employer = 'O''Neil'"
    assert (
        parse("age > 1 and familiar and aum > 2").parts == parse("age > 1 and (familiar) and aum > 2").parts
    )
