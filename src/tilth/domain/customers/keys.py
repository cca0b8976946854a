"""What a search text can be: a number that one customer has, or letters that many share (C-23, C-25).

A part of a masked number finds in the searcher's own book only: elsewhere it would undo the mask.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

from tilth.access import personal

_MOBILE = re.compile(r"(?:\+?86)?(1\d{10})")
_TAIL = re.compile(r"\d{4}")
_IDENTITY = re.compile(r"\d{15}|\d{17}[\dX]")
_NUMBER = re.compile(r"[A-Z]{0,4}[-_]?\d{5,}")
"""What can be a whole number of a customer, a phone, or anything else that one person has."""
_SIGNS = re.compile(r"[\s\-()（）]")
_WILD = re.compile(r"[%_*?.\s]+")
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
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


def understood(text: str, *, identity: bool, own: Q) -> Key | None:
    """Return what a text asks for; None where it holds nothing but wildcards.

    `identity`: an identity number finds its owner; otherwise it finds nobody, as an unknown one does.
    `own`: the customers among whom a part of a phone number finds somebody.
    """
    if not _WILD.sub("", text):
        return None
    compact = _SIGNS.sub("", text).upper()
    mobile = _MOBILE.fullmatch(compact)
    if mobile:
        found = _among("mobile_index", "mobile", mobile[1])
        return Key(found | Q(customer_id=compact), strong=True, whole=True)
    if _IDENTITY.fullmatch(compact):
        found = _among("id_index", "id_number", compact) if identity else Q(customer_id__in=[])
        return Key(found | Q(customer_id=compact), strong=True, whole=True)
    if _TAIL.fullmatch(compact):
        tail = _among("mobile_tail_index", "mobile_tail", compact) & own
        return Key(tail | _begins("customer_id", compact), strong=False)
    return _letters(text.strip(), compact)


def _letters(text: str, compact: str) -> Key:
    whole = _NUMBER.fullmatch(compact) is not None
    if compact.isdigit():
        number = _begins("customer_id", compact)
        return Key(number, strong=len(compact) >= _LEAST_LETTERS, beginning=number, whole=whole)
    if text.isascii():
        spoken = text.lower().replace(" ", "")
        name = _begins("name_pinyin", spoken) | _begins("name_initials", spoken)
        number = _begins("customer_id", text) | _begins("customer_id", text.upper())
        condition = name | number | Q(name__icontains=text) | Q(customer_id__istartswith=text)
        strong = len(spoken) >= _LEAST_LETTERS
        return Key(condition, strong=strong, beginning=name | number, whole=whole)
    strong = len(_HAN.findall(text)) >= _LEAST_SIGNS
    return Key(Q(name__contains=text), strong=strong, beginning=_begins("name", text))


def _begins(column: str, text: str) -> Q:
    """Return: the column begins with a text. Two bounds, for a LIKE may not use an index behind a policy."""
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + _LAST})


def _among(column: str, tag: str, value: str) -> Q:
    """Return: the blind index is one of those that the keys in the ring, old ones too, give this value."""
    return Q(**{f"{column}__among": list(personal.indexes(tag, value))})
