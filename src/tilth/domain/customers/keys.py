"""What a search text can be: a number that one customer has, or letters that many share (C-23, C-25).

A part of a masked number finds in the searcher's own book only: elsewhere it would undo the mask.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

from tilth.access import personal
from tilth.kernel import spelling, telephones
from tilth.kernel import text as texts

_TAIL, _ENDS = 4, (7, 8)
_IDENTITY = re.compile(r"[1-9](?:\d{14}|\d{16}[\dX])")
_NUMBER = re.compile(r"[A-Z]{0,4}[-_]?\d{5,}")
"""What can be a whole number of a customer, a phone, or anything else that one person has."""
_SIGNS = re.compile(r"[\s\-()（）]")
_WILD = re.compile(r"[%_*?.\s]+")
_SYLLABLES = re.compile(r"[가-힣ぁ-ヺ]")
_OPEN = re.compile(r"(?<=[ln])y$")
"""May be the first half of ü in passports: who types `lyu` begins with `ly`."""
_LEAST_SIGNS, _LEAST_LETTERS = 2, 5
_LAST = "\U0010ffff"
"""Comes after every sign in the order of the database."""


@dataclass(frozen=True)
class Key:
    """One search text understood: the condition, and whether it can point at few people only."""

    condition: Q
    strong: bool
    beginning: Q | None = None
    """What of it an index answers under row-level security: names from their beginning."""
    whole: bool = False
    """Whether it is a number as only one customer has it: one that finds nobody is a guess."""
    indexes: tuple[str, ...] = ()
    """Blind indexes of a whole telephone number."""

    @property
    def part(self) -> bool:
        """Whether it finds more than its beginning does: names that hold it somewhere."""
        return self.beginning is not None and self.beginning != self.condition


def understood(text: str, *, identity: bool, own: Q) -> Key | None:
    """Return what a text asks for; None where it holds nothing but wildcards.

    `identity`: an identity number finds its owner; otherwise it finds nobody, as an unknown one does.
    `own`: the customers among whom a part of a phone number finds somebody.
    """
    text = texts.nfkc(spelling.standard(text)).strip()
    if not _WILD.sub("", text) or not spelling.key(text):
        return None
    compact = _SIGNS.sub("", text).upper()
    if _IDENTITY.fullmatch(compact):
        found = _among("id_index", "id_number", compact) if identity else Q(customer_id__in=[])
        return Key(found | Q(customer_id=compact), strong=True, whole=True)
    return _phone(text, compact, own=own) or _letters(text, compact)


def _phone(text: str, compact: str, *, own: Q) -> Key | None:
    """Return what a telephone number or a part of one asks for, None for any other text.

    Whole numbers find wherever the searcher looks, parts of them among `own` only.
    """
    numbers, digits = telephones.wholes(text), telephones.digits(text)
    number = _begins("customer_id", compact)
    if numbers:
        return Key(_reached(numbers) | number, strong=True, whole=True, indexes=_indexes("mobile", numbers))
    if len(digits) in _ENDS:
        end = _among("mobile_end_index", "number_end", digits) | _among(
            "phone_end_index", "number_end", digits
        )
        condition = (end & own) | _reached((digits,)) | number
        return Key(condition, strong=True, whole=True)
    if len(digits) == _TAIL:
        tail = _among("mobile_tail_index", "mobile_tail", digits) | _among(
            "phone_tail_index", "mobile_tail", digits
        )
        return Key((tail & own) | number, strong=False)
    return None


def _reached(numbers: tuple[str, ...]) -> Q:
    """Return: one of these whole numbers is the mobile, or the landline without its extension."""
    mobile, line = _indexes("mobile", numbers), _indexes("number_line", numbers)
    return Q(mobile_index__among=list(mobile)) | Q(phone_line_index__among=list(line))


def _indexes(tag: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the blind indexes of numbers under every key of the ring."""
    return tuple(one for number in numbers for one in personal.indexes(tag, number))


def _letters(text: str, compact: str) -> Key:
    whole = _NUMBER.fullmatch(compact) is not None
    if compact.isdigit():
        number = _begins("customer_id", compact)
        return Key(number, strong=len(compact) >= _LEAST_LETTERS, beginning=number, whole=whole)
    key = spelling.key(text)[: spelling.SIGNS]
    if key.isascii():
        spoken = spelling.sound(key)
        name = _spoken(spoken) | _initials(key)
        number = _begins("customer_id", text) | _begins("customer_id", text.upper())
        read = Q(name_readings__contains=f"|{spoken}") | Q(name_readings__contains=f"|{key}")
        condition = name | read | number | Q(name_key__contains=key) | Q(customer_id__istartswith=text)
        strong = len(spoken) >= _LEAST_LETTERS
        return Key(condition, strong=strong, beginning=name | number, whole=whole)
    return Key(Q(name_key__contains=key), strong=_tells(key), beginning=_begins("name_key", key))


def _spoken(spoken: str) -> Q:
    """Return: one of the likeliest readings begins so, also where the next letter makes a ü of its end."""
    name = (
        _begins("name_pinyin", spoken) | _begins("name_pinyin_2", spoken) | _begins("name_pinyin_3", spoken)
    )
    return name | _begins("name_pinyin", _OPEN.sub("u", spoken)) if _OPEN.search(spoken) else name


def _initials(key: str) -> Q:
    """Return: the initials of one of the likeliest readings begin so."""
    return _begins("name_initials", key) | _begins("name_initials_2", key) | _begins("name_initials_3", key)


def _tells(key: str) -> bool:
    """Say whether few people can be meant: two Chinese characters or syllables, five letters of others."""
    signs = len(spelling.HAN.findall(key)) + len(_SYLLABLES.findall(key))
    return signs >= _LEAST_SIGNS or len(key) >= _LEAST_LETTERS


def _begins(column: str, text: str) -> Q:
    """Return: the column begins with a text. Two bounds, for a LIKE may not use an index behind a policy."""
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + _LAST})


def _among(column: str, tag: str, value: str) -> Q:
    """Return: the blind index is one of those that the keys in the ring, old ones too, give this value."""
    return Q(**{f"{column}__among": list(personal.indexes(tag, value))})
