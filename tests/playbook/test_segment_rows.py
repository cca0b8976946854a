"""The rows of the three schemes: what each segment says of contribution, cost, channels, products, talks."""

import pytest

from tilth.policy import conditions, playbook, segments, vocabulary
from tilth.policy.playbook.segments import Segment

BOOK = playbook.default()
SCHEMES = BOOK.segments.schemes
EMPTY = dict.fromkeys(conditions.COLUMNS) | {"categories": [], "familiar": True, "kind": "person"}
EMPTY |= {conditions.category_column(category): 0 for category in vocabulary.CATEGORIES}
SIX_FIELDS = ("contact_first", "contact_when", "contact_frequency", "script", "products", "services")


def row(scheme: str, code: str) -> Segment:
    return next(one for one in SCHEMES[scheme].segments if one.code == code)


@pytest.mark.requirement("SEG-06", "CHAN-08")
@pytest.mark.parametrize(
    ("code", "contribution", "cost", "channels"),
    [
        ("secure_later_life", "low", "high", ("branch_meeting", "phone")),
        ("balanced_builder", "mid_high", "mid_low", ("email", "phone", "fax")),
        ("own_research", "mid_high", "high", ("phone", "email")),
        ("small_starter", "low", "low", ("email", "phone")),
    ],
)
def test_each_of_the_four_types_says_what_it_brings_costs_and_likes(
    code: str, contribution: str, cost: str, channels: tuple[str, ...]
) -> None:
    one = row("four_types", code)
    assert (one.contribution, one.cost, one.channels) == (contribution, cost, channels)


@pytest.mark.requirement("SEG-03", part="a page that shows the six fields where a call is prepared")
def test_each_of_the_four_types_answers_all_six_questions() -> None:
    for one in SCHEMES["four_types"].segments:
        document = one.model_dump()
        silent = [name for name in SIX_FIELDS if not document[name] or document[name] == {"zh": "", "en": ""}]
        assert silent == [], one.code


@pytest.mark.requirement("SEG-11")
def test_a_cadence_that_is_a_reading_is_marked_and_stands_in_the_table_alone() -> None:
    marked = [one.code for one in SCHEMES["four_types"].segments if "cadence_days" in one.to_verify]
    assert marked == ["balanced_builder", "own_research"]
    text = playbook.default_text()
    start = text.index('code = "own_research"')
    other = text[:start] + text[start:].replace("cadence_days = 30", "cadence_days = 21", 1)
    found = playbook.parse(other, "own.toml").segments.scheme.segments
    assert {one.code: one.cadence_days for one in found}["own_research"] == 21


@pytest.mark.requirement("SEG-12")
@pytest.mark.requirement("TRAP-08", part="the benchmark columns")
@pytest.mark.parametrize(
    ("code", "risk", "contribution", "cost", "uncertain"),
    [
        ("cross_border", "Aggressive", "high", "mid_low", False),
        ("business_owner", "Balanced", "mid_high", "mid", False),
        ("rental_income", "Balanced to conservative", "mid", "mid", False),
        ("public_professional", "Conservative to balanced", "mid", "mid_high", True),
        ("company_employee", "Balanced to aggressive", "mid_low", "mid_low", True),
        ("pension_income", "Conservative", "", "", True),
        ("family_finance", "Balanced", "mid_high", "", True),
    ],
)
def test_each_of_the_seven_segments_says_its_levels_and_which_are_uncertain(
    code: str, risk: str, contribution: str, cost: str, *, uncertain: bool
) -> None:
    one = row("seven_segments", code)
    assert (one.risk_attribute.en, one.contribution, one.cost) == (risk, contribution, cost)
    assert ({"contribution", "cost"} <= set(one.to_verify)) is uncertain


PORTRAITS = [
    ({"occupation": "律师", "age": 40}, "self_directed_professional"),
    ({"occupation": "退休医生", "age": 62}, "principal_first"),
    ({"occupation": "个体户", "age": 40}, "enterprise_owner"),
    ({"age": 60}, "principal_first"),
    ({"age": 43, "time_deposit_share": 0.3}, "retirement_planning"),
    ({"age": 42, "time_deposit_share": 0.3}, None),
    ({"aum": 1_000_000, "familiar": False, "categories": ["credit_card"]}, "household_spending"),
    ({"employer": "一家公司", "age": 30}, "salaried_saver"),
]


@pytest.mark.requirement("SEG-15", part="the current account among its musts")
@pytest.mark.requirement("SEG-16", part="how it invests online and spends, as traits")
@pytest.mark.requirement("SEG-17", part="age and spending, as traits")
@pytest.mark.requirement("SEG-19", part="that it watches prices")
@pytest.mark.parametrize(("facts", "code"), PORTRAITS)
def test_the_six_portraits_take_whom_they_describe(facts: dict[str, object], code: str | None) -> None:
    person = EMPTY | facts
    assert segments.assign(SCHEMES["six_portraits"], person, confirmed=None, familiar=True).segment == code


@pytest.mark.requirement("SEG-14")
def test_a_bank_edits_the_list_of_professions() -> None:
    text = playbook.default_text()
    edited = playbook.parse(text.replace("'建筑师', 'doctor'", "'建筑师', '税务师', 'doctor'", 1), "own.toml")
    adviser = EMPTY | {"occupation": "税务师", "age": 40}
    for book, code in ((BOOK, None), (edited, "self_directed_professional")):
        scheme = book.segments.schemes["six_portraits"]
        assert segments.assign(scheme, adviser, confirmed=None, familiar=True).segment == code


@pytest.mark.requirement("PROD-09", part="the business owner's current account")
@pytest.mark.parametrize(
    ("code", "products"),
    [
        ("principal_first", ("time_deposit", "bond")),
        ("enterprise_owner", ("cash_management", "settlement", "fx_deposit", "securities")),
        ("retirement_planning", ("insurance", "annuity", "bond")),
    ],
)
def test_each_portrait_names_the_products_that_suit_it(code: str, products: tuple[str, ...]) -> None:
    assert row("six_portraits", code).products == products


@pytest.mark.requirement("TRAP-31")
def test_three_splits_are_three_settings() -> None:
    effort, lists = BOOK.effort, BOOK.call_list
    assert (effort.new_parts, effort.existing_parts) == (40, 60)
    assert (lists.familiar_parts, lists.unfamiliar_parts) == (1, 2)
    assert round(BOOK.cultivation.under_served * 100) == 66
