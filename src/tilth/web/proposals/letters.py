"""Which letters the fonts of documents have: read from the fonts' own tables, by the standard library."""

import functools
import struct
import unicodedata
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "fonts"
FAMILIES = ("Noto Sans SC", "Noto Sans JP")
"""The first that has a letter draws it."""
_FULL = 12
"""The form of table that holds letters of every plane."""


class MissingFontsError(RuntimeError):
    """The front end was not built, so that nothing can be printed."""


def files() -> tuple[Path, ...]:
    """Return the font files, in the order of their names; MissingFontsError."""
    found = tuple(sorted(FOLDER.glob("*.ttf")))
    if not found:
        raise MissingFontsError(f"{FOLDER} holds no fonts: run scripts/build_frontend.py.")
    return found


def missing(texts: Iterable[str]) -> str:
    """Return the letters of texts that no font has, each once, in their order."""
    known = _known()
    told = dict.fromkeys(letter for text in texts for letter in text)
    return "".join(one for one in told if ord(one) not in known and unicodedata.category(one) != "Cc")


@functools.cache
def _known() -> frozenset[int]:
    """Return the letters that stand in both weights of one of the families."""
    by_weight: dict[str, set[int]] = {}
    for path in files():
        weight = path.stem.partition("_")[2]
        by_weight.setdefault(weight, set()).update(_letters(path.read_bytes()))
    return frozenset(set.intersection(*by_weight.values()))


def _letters(font: bytes) -> Iterable[int]:
    """Yield the letters of a font, of the one table that holds all of them."""
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _sum, offset, _length in entries if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for place in range(maps):
        (offset,) = struct.unpack_from(">L", font, start + 8 + 8 * place)
        if struct.unpack_from(">H", font, start + offset)[0] == _FULL:
            (groups,) = struct.unpack_from(">L", font, start + offset + 12)
            for group in range(groups):
                first, last = struct.unpack_from(">LL", font, start + offset + 16 + 12 * group)
                yield from range(first, last + 1)
            return
