"""Names as they are kept for search, and searches brought to the same."""

import pytest

from tilth.kernel import spelling

SAME = {
    "every middle dot, or none": [f"买买提{dot}艾力" for dot in ("", *"·・•‧∙⋅●･.。…、 ", "——", "··")],
    "blanks inside": ["张三", "张 三", "张\u3000三", "张\u200b三", "\u00a0张三 "],
    "width and case": ["ABC公司", "ＡＢＣ公司", "abc（公司）", "aBc 公司"],
    "accents": ["José Müller", "JOSE MULLER", "José Müller", "jose-muller"],
    "letters that no accent makes": ["Søren Łódź", "soren lodz"],
    "apostrophes": ["O’Brien", "O'Brien", "O‘Brien", "obrien", "Oʼ Brien"],
    "forms of Han": ["葛\U000e0100飾", "葛飾"],
    "GBK's private use": ["张\ue863", "张䶮"],
    "Arabic with marks, or drawn out": ["مُحَمَّد", "محمد", "محـــمد"],
    "Cyrillic": ["Сергей", "СЕРГЕЙ"],
    "Hangul, whole or taken apart": ["김철수", "김철수", "김 철수"],
}


@pytest.mark.parametrize("kind", list(SAME))
def test_what_people_mean_as_one_is_one(kind: str) -> None:
    assert len({spelling.key(one) for one in SAME[kind]}) == 1
    assert spelling.key(SAME[kind][0])


def test_names_that_are_not_one_stay_apart() -> None:
    apart = [
        "张三",
        "张叁",
        "李三",
        "𠮷",
        "吉",
        "䶮",
        "김",
        "كمال",
        "C3PO",
        "C3P0",
        "👩",
        "👨",
        "\ue000",
        "\U0003134a",
    ]
    keys = [spelling.key(one) for one in apart]
    assert len(set(keys)) == len(apart)
    assert all(keys)


@pytest.mark.parametrize("text", ["", " ", "·", "…", "%_*?", "——", "\u0301\u0302", "\u200b"])
def test_what_tells_nothing_apart_is_empty(text: str) -> None:
    assert spelling.key(text) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *((one, "luxiaojiu") for one in ("lvxiaojiu", "lyuxiaojiu", "luxiaojiu")),
        *((one, "nuwa") for one in ("nvwa", "nyuwa", "nuwa")),
        *((one, "luexiaonue") for one in ("lvexiaonve", "lyuexiaonyue", "luexiaonue")),
        *((one, "qujuxu") for one in ("qvjvxv", "qujuxu")),
        *(("wuyun", "wuyun"), ("vivian", "vivian")),
    ],
)
def test_u_with_dots_has_one_spelling(typed: str, kept: str) -> None:
    assert spelling.sound(typed) == kept


def test_private_forms_are_those_of_gbk() -> None:
    forms = spelling.private_forms()
    assert len(forms) == 80
    assert (forms["\ue815"], forms["\ue863"], forms["\ue864"], forms["\ue83b"]) == ("⺁", "䶮", "龻", "𢦏")
    assert not any(spelling.PRIVATE.search(one) for one in forms.values())


def test_words_are_told_apart_by_blanks_and_hyphens() -> None:
    assert spelling.words("Mary-Ann  O'Neill, Jr.") == ("mary", "ann", "oneill", "jr")
    assert spelling.words("张三") == ("张三",)
