"""Which encoding a text was most likely written in: Big5 read as GB18030 decodes without a fault."""

from typing import Any

import pyarrow.compute as pc

LOOKED_AT = 300
LEAST = 20
"""Han characters below which nothing is said: a few names prove nothing."""
USUAL_GB, USUAL_BIG5 = 0.75, 0.95
"""Shares of common characters: text in GB18030 has more than the first, text in Big5 more than the second."""


def is_big5(values: Any) -> bool:
    """Say whether texts read as Big5 are common characters and as they stand are mostly rare ones."""
    found = pc.drop_null(values).slice(0, LOOKED_AT).to_pylist()
    signs = "".join(sign for text in found for sign in text if ord(sign) > 0x7F)
    as_gb = [sign.encode("gb18030") for sign in signs]
    if len(as_gb) < LEAST or sum(map(_common_gb, as_gb)) > USUAL_GB * len(as_gb):
        return False
    try:
        again = [sign.encode("big5") for sign in b"".join(as_gb).decode("big5")]
    except UnicodeError:
        return False
    return sum(map(_common_big5, again)) > USUAL_BIG5 * len(again)


def _common_gb(sign: bytes) -> bool:
    """Say whether a character is one of GB 2312."""
    return len(sign) == 2 and 0xB0 <= sign[0] <= 0xF7 and sign[1] >= 0xA1


def _common_big5(sign: bytes) -> bool:
    """Say whether a character is one of the 5,401 frequently used ones."""
    return len(sign) == 2 and 0xA4 <= sign[0] <= 0xC6
