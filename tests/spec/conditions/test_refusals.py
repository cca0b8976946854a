"""What a condition may not say: every refusal is one sentence with the character where it stands."""

import pytest

from tilth.kernel.errors import Refused
from tilth.policy import playbook
from tilth.policy.conditions import PROTECTED, ConditionError, fits, parse
from tilth.policy.profile.items import Item
from tilth.policy.subjects.detail import DetailRules

REFUSED = [
    ("gender = 'F'", 1, "protected attribute"),
    ("age > 3 and marital_status = 'x'", 13, "protected attribute"),
    ("salary > 3", 1, "there is no column salary"),
    ("age = 'x'", 1, "does not compare integer and text"),
    ("kind = 'persn'", 8, "kind is never 'persn'"),
    ("tier >= 'platinum'", 1, "list the values with IN"),
    ("aum / 2 > 3", 1, "/ is not part"),
    ("t.age > 3", 1, "TABLE is not part"),
    ("upper(occupation) = 'X'", 1, "no function"),
    ("age in (select 1)", 1, "QUERY is not part"),
    ("age in (aum)", 9, "IN takes constants only"),
    ("age is true", 1, "may follow IS"),
    ("age = null", 1, "IS NULL"),
    ("aum > 1e3", 7, "no plain number"),
    ("aum > 1234567890123456", 7, "more than 15 digits"),
    ("aum * aum * aum > 3", 1, "multiply less"),
    ("share('fund') * aum > 3", 1, "take balance"),
    ("share('loan') > 0.5", 1, "no asset category"),
    ("holds('cash')", 1, "is no category"),
    ("holds(fund)", 7, "there is no column fund"),
    ("holds('fund', 'bond')", 1, "takes one category"),
    ("contains(occupation)", 1, "at least one text"),
    ("contains(occupation, '')", 1, "empty text"),
    ("contains(age, 'x')", 1, "a text is needed"),
    ("coalesce(age)", 1, "at least two values"),
    ("occupation like '%a_b%'", 17, "at the ends only"),
    ("occupation like 'a' escape 'x'", 1, "ESCAPE"),
    ("age between symmetric 1 and 2", 1, "SYMMETRIC"),
    ("age::int > 3", 1, "CAST"),
    ("age > 1; age > 2", 8, "exactly one condition"),
    ("detail()", 1, "takes an item of the profile"),
    ("detail('profession')", 1, "at least one of its values"),
    ("detail_known('a', 'b')", 1, "takes an item of the profile"),
    ("detail_number('a') = 'x'", 1, "does not compare integer and text"),
    ("detail(age, 'x')", 8, "text in single quotes"),
    ("", 1, "exactly one condition"),
    ("age", 1, "true or false"),
    ("not age", 5, "true or false"),
    ("age >", 5, "can not be read"),
    ("age > 3 xor age < 2", 9, "can not be read"),
    ("occupation = 'x", 14, "can not be read to its end"),
    ("select age", 8, "SELECT is not part"),
    ("drop table customers", 1, "can not be read"),
    ("age > " + "(" * 300 + "1" + ")" * 300, 607, "nest less"),
    ("age > 1" + " or age > 1" * 150, 1, "parts"),
    ("not " * 25 + "familiar", 1, "levels deep"),
    ("age > 1" + " " * 2000, 2000, "characters"),
]


@pytest.mark.parametrize(("text", "at", "words"), REFUSED, ids=[text[:40] for text, _, _ in REFUSED])
def test_a_refusal_is_one_sentence_with_its_character(text, at, words):
    with pytest.raises(ConditionError) as refused:
        parse(text)
    sentence = str(refused.value)
    assert words in sentence
    assert refused.value.at == at
    assert sentence.startswith(f"character {at}: ")
    assert "\n" not in sentence
    assert refused.value.exit_status == 2


@pytest.mark.requirement("TRAP-17")
@pytest.mark.parametrize("name", sorted(PROTECTED))
def test_no_rule_names_a_protected_attribute(name):
    with pytest.raises(ConditionError, match="TRAP-17"):
        parse(f"{name} is null")


ITEMS = {one.code: one for one in playbook.default().of(DetailRules).items}
UNFIT = [
    (
        "age > 1 and detail('marital', 'married')",
        13,
        "'marital' is no item of the profile that rules may read",
    ),
    ("detail_known('shoe_size')", 1, "use one of life_stage, profession, owns_business, other_bank"),
    ("detail('life_stage', 'old')", 1, "life_stage is never 'old'; use one of studying"),
    ("detail('other_managers', '2')", 1, "other_managers is a number; compare it as one"),
    ("detail_number('profession') > 1", 1, "profession has no number"),
    ("detail_days('other_bank') < 3", 1, "other_bank has no days"),
    ("detail_amount('other_managers') > 3", 1, "other_managers has no amount"),
]


@pytest.mark.parametrize(("text", "at", "words"), UNFIT, ids=[text for text, _, _ in UNFIT])
def test_a_rule_asks_the_profile_only_for_what_the_vocabulary_tells_rules(text, at, words):
    with pytest.raises(ConditionError) as refused:
        fits(parse(text), ITEMS)
    assert words in str(refused.value)
    assert refused.value.at == at


def test_a_playbook_is_refused_with_the_segment_whose_rule_asks_for_too_much():
    text = playbook.default_text()
    asked = text.replace("detail('life_stage', 'retired')", "detail('marital', 'widowed')", 1)
    with pytest.raises(Refused, match=r"secure_later_life: character .*'marital' is no item"):
        playbook.parse(asked, "own.toml")


@pytest.mark.requirement("TRAP-17", "TRAP-20")
@pytest.mark.parametrize("code", ["education", "marital", "background", "occupation"])
def test_sealed_and_protected_items_are_never_told_to_rules(code):
    item = ITEMS[code].model_dump() | {"rules": True}
    with pytest.raises(ValueError, match=f"{code} may not be read by rules"):
        Item.model_validate(item)


@pytest.mark.parametrize("given", [{"sensitive": False}, {"several": False}, {"rules": True}])
def test_a_restricted_item_needs_consent_and_room_for_several_and_is_never_told_to_rules(given):
    with pytest.raises(ValueError, match="private_life"):
        Item.model_validate(ITEMS["private_life"].model_dump() | given)
