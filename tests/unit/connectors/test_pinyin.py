"""Names as people type them."""

import pytest

from support import spelled


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王芳", "wangfang", "wf"),
        ("曾小明", "zengxiaoming", "zxm"),
        ("单田", "shantian", "st"),
        ("解放", "xiefang", "xf"),
        ("仇英", "qiuying", "qy"),
        ("区成", "oucheng", "oc"),
        ("查良", "zhaliang", "zl"),
        ("任重", "renzhong", "rz"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("单于明", "chanuming", "cym"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("吕芳", "lufang", "lf"),
        ("王重阳", "wangchongyang", "wcy"),
        ("Anna 李", "annali", "annal"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("", "", ""),
    ],
)
def test_a_person_is_spelled_with_the_surname_as_it_is_read(name: str, full: str, initials: str) -> None:
    assert spelled.spell(name, person=True) == (full, initials)


def test_a_company_has_no_surname() -> None:
    assert spelled.spell("区块链公司", person=False) == ("qukuailiangongsi", "qklgs")
    assert spelled.spell("区块链公司", person=True)[0].startswith("ou")


def test_two_character_names_keep_a_given_name() -> None:
    assert spelled.spell("长孙", person=True) == ("changsun", "cs")


def test_many_names_keep_their_order() -> None:
    assert spelled.spell("曾明", person=True) == ("zengming", "zm")
    assert spelled.spell("曾明", person=False) == ("cengming", "cm")
