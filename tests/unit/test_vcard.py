"""A card reads back as what it was made of, line by line within 75 octets (RFC 6350)."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property.profiles import examples
from tilth.kernel import vcard
from tilth.kernel.vcard import Reach

AT = dt.datetime(2026, 4, 1, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z]+=(?:"[^"]*"|[^;:"]*))*):(.*)', re.DOTALL)


def read(card: str) -> list[tuple[str, str, str]]:
    """Return name, parameters and value of each line, by the rules of the standard and not by ours."""
    assert card.endswith("\r\n")
    assert max(len(line.encode()) for line in card.split("\r\n")) <= 75
    lines = re.sub(r"\r\n[ \t]", "", card).removesuffix("\r\n").split("\r\n")
    heads = [_LINE.fullmatch(line) for line in lines]
    assert all(heads), lines
    return [(one[1], one[2], one[3]) for one in heads if one]


def parts(value: str) -> list[str]:
    """Return the components of a value, unescaped."""
    found, signs = [""], iter(value)
    for sign in signs:
        if sign == ";":
            found.append("")
        elif sign == "\\":
            escaped = next(signs)
            found[-1] += "\n" if escaped in "nN" else escaped
        else:
            found[-1] += sign
    return found


def card(name: str, *reaches: Reach, company: bool = False) -> str:
    return vcard.written(uid="C1", name=name, company=company, reaches=reaches, maker="-//T//EN", at=AT)


@examples(60, 2_000)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=120))
def test_whatever_a_name_holds_reads_back(name: str) -> None:
    [told] = [value for kind, _, value in read(card(name)) if kind == "FN"]
    assert parts(told) == [name]


def test_a_text_with_line_ends_and_separators_stays_one_value() -> None:
    made = read(card("A;B,C\\D\nE", Reach(kind="address", value="x;y,z", postcode="310000", place="work")))
    assert parts(next(value for kind, _, value in made if kind == "FN")) == ["A;B,C\\D\nE"]
    [(_, told, value)] = [one for one in made if one[0] == "ADR"]
    assert (told, parts(value)) == (";TYPE=work", ["", "", "x;y,z", "", "", "310000", ""])


def test_it_begins_and_ends_as_a_card_of_version_4_and_says_what_it_is_of() -> None:
    made = read(card("李雷", company=True))
    assert made[:2] == [("BEGIN", "", "VCARD"), ("VERSION", "", "4.0")]
    assert made[-2:] == [("REV", "", "20260401T023000Z"), ("END", "", "VCARD")]
    assert ("KIND", "", "org") in made
    assert ("KIND", "", "individual") in read(card("李雷"))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("13900001234", "+8613900001234"),
        ("0571-86421350", "+8657186421350"),
        ("057186421350转801", "+8657186421350 ext. 801"),
        ("4001234567", "4001234567"),
        ("+85291234567", "+85291234567"),
        ("95588", "95588"),
    ],
)
def test_numbers_are_written_as_they_are_called_from_anywhere(number: str, told: str) -> None:
    assert vcard.international(number) == told


def test_every_kind_has_its_line_and_one_of_a_kind_comes_first() -> None:
    made = read(
        card(
            "李雷",
            Reach(kind="mobile", value="13900001234", place="home", first=True),
            Reach(kind="fax", value="010-65990000", place="work"),
            Reach(kind="phone", value="010-65990001", place="other"),
            Reach(kind="email", value="a@example.com", place="work", first=True),
            Reach(kind="wechat", value="fang_1980"),
            Reach(kind="messenger", value="钉钉：老周"),
        )
    )
    assert made[6:-2] == [
        ("TEL", ';TYPE="home,cell";PREF=1', "+8613900001234"),
        ("TEL", ';TYPE="work,fax"', "+861065990000"),
        ("TEL", ";TYPE=voice", "+861065990001"),
        ("EMAIL", ";TYPE=work;PREF=1", "a@example.com"),
        ("X-WECHAT", "", "fang_1980"),
        ("X-MESSENGER", "", "钉钉：老周"),
    ]
