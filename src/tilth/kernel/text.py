"""Text from outside: what of it can be seen, and its one spelling; both in time linear in its length."""

import re
import unicodedata
from collections.abc import Iterable

_MARKS = 30
"""Marks on one letter that are kept, as in Unicode's own format for streams (UAX 15); no language has ten."""
_SHORT = 64
_BECOME_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")
"""Signs that are no marks and are spelled as marks."""
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Those that are no blanks."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Signs that show nothing, as the inside of a set: Unicode's default ignorables, and blank letters."""
_HAN = "㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003347f"
_JOINING = "\u0620-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u17dd\u1820-\u18aa\ufb50-\ufdff\ufe70-\ufefc"
"""Letters, Arabic to Mongolian, between which a joiner or its opposite decides what is read."""
_EMOJI = "©®\u203c\u2049\u2122\u2139\u2190-\u27ff\u2900-\u2bff〰〽㊗㊙\U0001f000-\U0001faff"
_MEANT = re.compile(
    "|".join(
        (
            rf"(?<=[{_HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
            rf"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])",
            rf"(?<=[{_EMOJI}])[\ufe0e\ufe0f]",
            r"(?<=[0-9#*])\ufe0f(?=\u20e3)",
            rf"(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])",
            r"(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",
        )
    )
)
"""Where such a sign changes what is seen: rare forms of Han, joined letters, composed pictures."""
_UNSEEN = re.compile(rf"[{_CONTROLS}{INVISIBLE}]")


def visible(text: str) -> str:
    """Return text without the signs that nobody sees: of no width, turning directions, controls.

    One that changes how the signs beside it are drawn stays.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: found[0] if _MEANT.match(text, found.start()) else "", text)


def nfkc(text: str) -> str:
    """Return text in NFKC; of a heap of marks on one letter the first thirty stay.

    Putting n marks in their order takes n² steps: fifteen seconds for 100,000.
    """
    if len(text) > _SHORT and not text.isascii():
        text = _without_heaps(text)
    return unicodedata.normalize("NFKC", text)


def twice(words: Iterable[str]) -> str:
    """Return a word that is there more than once; empty text for none."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return ""


def _without_heaps(text: str) -> str:
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) or sign in _BECOME_MARKS else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)
