"""What of a text can be seen, and its one spelling."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.kernel import text

KEPT = {
    "a rare form of Han": "葛\U000e0100飾区",
    "a compatible form of Han": "㐂\ufe00",
    "a family": "👨\u200d👩\u200d👧",
    "a heart in colour": "❤\ufe0f",
    "a heart on fire": "❤\ufe0f\u200d🔥",
    "a key": "1\ufe0f\u20e3",
    "Persian": "می\u200cخواهم",
    "Sinhala": "ශ්\u200dරී",
    "lines": "a\r\n\tb\x0bc",
    "right to left": "שלום عميل",
}
LEFT_OUT = {
    "no width": ("李\u200b明\u200c\u200d\u2060\ufeff", "李明"),
    "a soft hyphen": ("Li\u00adMing", "LiMing"),
    "Mongolian": ("李\u180e\u180b明", "李明"),
    "directions": ("\u202egpj.田\u202c\u2066x\u2069\u200f\u200e\u061c", "gpj.田x"),
    "tags": ("李\U000e0041\U000e0042\U000e007f明", "李明"),
    "a selector beyond need": ("李a\ufe0f\ufe01b\U000e0100", "李ab"),
    "letters that are blanks": ("\u3164\uffa0\u115f\u1160\u2800\u034f", ""),
    "a joiner among Han": ("李\u200d明", "李明"),
    "controls": ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
}


@pytest.mark.parametrize("kind", list(KEPT))
def test_a_sign_that_changes_what_is_read_stays(kind: str) -> None:
    assert text.visible(KEPT[kind]) == KEPT[kind]


@pytest.mark.parametrize("kind", list(LEFT_OUT))
def test_a_sign_that_nobody_sees_goes(kind: str) -> None:
    given, expected = LEFT_OUT[kind]
    assert text.visible(given) == expected


@given(
    st.text(
        st.sampled_from("李a1#明\u200b\u200c\u200d\ufe0f\ufe00\U000e0100👨❤م\u0627\u1820\u180b\u20e3\x00 ")
    )
)
def test_looked_at_twice_nothing_more_goes(given: str) -> None:
    once = text.visible(given)
    assert text.visible(once) == once


def test_every_sign_of_format_goes_or_is_named() -> None:
    """Of Unicode's own class of such signs stays what shows something, as a mark over an Arabic number."""
    stay = [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(sign) == "Cf" and text.visible(sign)
    ]
    names = {unicodedata.name(sign) for sign in stay}
    assert {
        name for name in names if "ARABIC" not in name and "KAITHI" not in name and "HIEROGLYPH" not in name
    } == {"SYRIAC ABBREVIATION MARK"}


@given(st.text(max_size=200))
def test_the_spelling_is_unicode_s(given: str) -> None:
    assert text.nfkc(given) == unicodedata.normalize("NFKC", given)


def test_a_heap_of_marks_is_cut_and_all_else_is_spelled() -> None:
    heap = "é" + "\u0301\u0327" * 50_000
    assert text.nfkc(f"１{heap}２").startswith("1")
    assert text.nfkc(f"１{heap}２").endswith("2")
    assert len(text.nfkc(heap)) < 40


def test_the_signs_that_become_marks_are_all_known() -> None:
    found = {
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if not unicodedata.combining(sign) and unicodedata.combining(unicodedata.normalize("NFKD", sign)[0])
    }
    assert found == text._BECOME_MARKS
