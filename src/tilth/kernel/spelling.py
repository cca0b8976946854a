"""The one spelling under which a name is kept for search, and to which a search is brought (ADR 0034).

What people type in several ways and mean as one is one here: width, case, accents, every middle dot, blanks,
apostrophes and hyphens. Standard library only, so that night and pages read the same lines.
"""

import re
import unicodedata

from tilth.kernel import text as texts

SIGNS, SOUNDS = 200, 400
"""What of a key and of pinyin is searched: an index of the database takes no longer texts."""
_KEPT = ("L", "N", "S", "Co", "Cn")
"""Categories of what names are made of: letters, digits, pictures, private signs and signs of tomorrow."""
_DOTS = frozenset("∙⋅●•ꞏᐧ")
"""Middle dots that Unicode counts among letters and signs; all others are punctuation."""
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
    | dict.fromkeys("ʻʼʽʾʿˈـ", "")
)
"""Letters that nothing takes apart; apostrophes among letters, and the stroke that draws Arabic out."""
_ROWS = tuple(row for row in range(0x50, 0xA1) if row != 0x7F)
_SINCE_2005 = {
    "\ue81e": "龴", "\ue826": "龵", "\ue82b": "龶", "\ue82c": "龷", "\ue832": "龸", "\ue843": "龹",
    "\ue854": "龺", "\ue864": "龻", "\ue816": "𠂇", "\ue817": "𠂉", "\ue818": "𠃌", "\ue831": "𡗗",
    "\ue83b": "𢦏", "\ue855": "𤇾",
}  # fmt: skip
"""Signs of GB 18030 that only its later editions place outside the private use."""
_AS_V = re.compile(r"(?<=[lnjqxy])v")
_AS_YU = re.compile(r"(?<=[ln])yu")
_RARE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
PRIVATE = re.compile(_RARE)
"""Signs whose shape only the bank's own fonts know."""
HAN = re.compile(f"[〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003347f]|{_RARE}")
"""One Chinese character, of whichever plane; in names a private-use sign is one."""


def _older() -> dict[str, str]:
    """Return what GBK kept at the private-use signs E815 to E864, by the codec of its successor."""
    found = {chr(0xE815 + place): bytes((0xFE, row)).decode("gb18030") for place, row in enumerate(_ROWS)}
    return {private: sign for private, sign in found.items() if not PRIVATE.match(sign)} | _SINCE_2005


_STANDARD = _older()
_PUBLIC = str.maketrans(_STANDARD)


def standard(text: str) -> str:
    """Return text with the private-use forms of GBK as the characters that they stand for."""
    return text.translate(_PUBLIC)


def private_forms() -> dict[str, str]:
    """Return the private-use forms of GBK, and what each stands for."""
    return dict(_STANDARD)


def key(text: str) -> str:
    """Return the one spelling of a name or of a part of one; "" where nothing of it can be told apart.

    `买买提·艾力`, `买买提.艾力` → `买买提艾力`; `O’Néill` → `oneill`.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    whole = texts.nfkc(standard(text)).casefold().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", whole)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if _is_kept(sign)))


def _is_kept(sign: str) -> bool:
    return sign not in _DOTS and unicodedata.category(sign).startswith(_KEPT)


def alphabetical(word: str) -> bytes:
    """Return what orders words of a page: letters by the alphabet, Chinese by sound.

    GB 2312 lists its 3,755 common characters by pinyin; all others stand after them.
    """
    return word.casefold().encode("gb18030", "replace")


def sound(spoken: str) -> str:
    """Return pinyin with one spelling of ü after l, n, j, q, x, y: `lv`, `lyu`, `lu` → `lu`."""
    return _AS_YU.sub("u", _AS_V.sub("u", spoken))


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, each as its key: `Mary-Ann O'Neill` → `mary`, `ann`, `oneill`."""
    return tuple(one for one in (key(part) for part in re.split(r"[\s\-‐-―,，]+", name)) if one)
