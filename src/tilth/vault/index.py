"""Blind indexes: what a searched value is brought to before it is keyed, and the keying (C-26).

Equal numbers give equal indexes under one key and say nothing without it: ten billion telephone numbers are
tried in minutes where no key is needed.
"""

import re
from collections.abc import Callable, Sequence

from tilth.kernel import telephones
from tilth.kernel import text as texts
from tilth.kernel.identity import as_eighteen
from tilth.vault import bulk, ciphers
from tilth.vault.keys import Key

LENGTH = 16
"""Bytes of an index before base64url."""
TAIL = 4
"""Digits of a telephone number's end by which people search."""
END, LEAST_END = 8, 7
"""Digits of a number's end that people say: eight; without its area code a small town's has seven."""
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})([2-8]\d{6,7})")
_LOOSE = re.compile(r"[\s\-‐-―()（）.·/]+")
_HOME = re.compile(r"^(?:\+|00)86(?=\d)")
_ABROAD = re.compile(r"^00(?=[1-9])")


def spelling(tag: str) -> Callable[[str], str]:
    """Return what brings a value to the one spelling under which it is found, "" where there is none.

    Tags: `mobile`, `mobile_tail` (last four digits of a number, or those digits alone), `number_end` (without
    its area code, else the last eight digits), `number_line` (without its extension), `id_number`. KeyError
    for any other.
    """
    return _PLAIN[tag]


def of(key: Key, tag: str, values: Sequence[str | None]) -> list[bytes | None]:
    """Return the blind index of each value of one tag under a key; None where there is nothing to find."""
    keyed = ciphers.keyed(key.profile, key.derived("index"), f"{tag}{bulk.APART}".encode())
    return bulk.index(keyed, spelling(tag), values, length=LENGTH)


def _mobile(value: str) -> str:
    if value.isascii() and value.isdigit() and not value.startswith("0"):
        return value  # as acceptance writes it: nearly every one
    loose = _LOOSE.sub("", texts.nfkc(value))
    return _ABROAD.sub("+", _HOME.sub("", loose))


def _mobile_tail(value: str) -> str:
    if value.isascii() and value.isdigit() and len(value) >= TAIL:
        return value[-TAIL:]
    digits = _digits(telephones.line(texts.nfkc(value)))
    return digits[-TAIL:] if len(digits) >= TAIL else ""


def _number_line(value: str) -> str:
    return _mobile(telephones.line(value))


def _number_end(value: str) -> str:
    plain = value.isascii() and value.isdigit()
    if plain and (not value.startswith("0") or LEAST_END <= len(value) <= END):
        return value[-END:] if len(value) >= LEAST_END else ""  # an end by itself may begin with noughts
    number = _number_line(value)
    local = _AREA.fullmatch(number)
    digits = local[1] if local else _digits(number)
    return digits[-END:] if len(digits) >= LEAST_END else ""


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _id_number(value: str) -> str:
    plain = value.isascii() and value.isalnum()
    return as_eighteen(value.upper() if plain else _LOOSE.sub("", texts.nfkc(value)).upper())


_PLAIN: dict[str, Callable[[str], str]] = {
    "mobile": _mobile,
    "mobile_tail": _mobile_tail,
    "number_end": _number_end,
    "number_line": _number_line,
    "id_number": _id_number,
}
