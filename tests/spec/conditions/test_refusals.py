"""What a condition may not say: every refusal is one sentence with the character where it stands."""

import pytest

from tilth.policy.conditions import PROTECTED, ConditionError, parse

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
