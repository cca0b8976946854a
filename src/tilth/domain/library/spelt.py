"""Under which letters an entry of the library is found: its texts, their readings, letters side by side.

A text is brought to the one spelling of names (ADR 0034). What is looked for stands somewhere in it: so an
index answers by the pairs and triples of letters, and by single Chinese characters.
"""

import re
from collections.abc import Iterable

from tilth.kernel import spelling
from tilth.policy.library import Written
from tilth.policy.library_kinds import told

READ = 160
"""Chinese characters of an entry whose reading is kept."""
LONGEST, TERMS = 40, 6
"""Letters of one term, and terms of one search."""
_PART = re.compile(r"[\s,，。、;；:：?？!！「」“”…—]+")


def searched(one: Written) -> str:
    """Return what is searched of an entry: its texts, their pinyin and their initials, apart by bars."""
    texts = (*one.says.both, *one.text.both, *told(one.detail), str(one.detail.get("source", "")))
    keys = [spelling.key(text) for text in dict.fromkeys(texts)]
    return "|".join(key for key in dict.fromkeys((*keys, *_read(one.says.zh), *_read(one.text.zh))) if key)


def _read(text: str) -> tuple[str, str]:
    """Return pinyin and initials of the Chinese of a text: `换房` → `huanfang`, `hf`."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary is large, and only who writes reads it

    han = "".join(spelling.HAN.findall(spelling.standard(text)))[:READ]
    syllables = lazy_pinyin(han, v_to_u=False, errors="ignore")
    return spelling.sound("".join(syllables)), "".join(one[0] for one in syllables)


def grams(searched: str) -> list[str]:
    """Return all that a search may ask: single characters, pairs and triples, each once, in order."""
    found: set[str] = set()
    for text in searched.split("|"):
        found.update(spelling.HAN.findall(text))
        for size in (2, 3):
            found.update(text[at : at + size] for at in range(len(text) - size + 1))
    return sorted(found)


def terms(text: str) -> tuple[str, ...]:
    """Return what a search looks for, in the one spelling; none for wildcards, signs or a single letter."""
    keys = [spelling.key(part)[:LONGEST] for part in _PART.split(text)]
    return tuple(dict.fromkeys(key for key in keys if len(key) > 1 or spelling.HAN.match(key)))[:TERMS]


def asked(terms: Iterable[str]) -> list[str]:
    """Return what an index is asked for terms: the longest pieces that `grams` keeps."""
    found: set[str] = set()
    for term in terms:
        size = min(len(term), 3)
        found.update(term[at : at + size] for at in range(len(term) - size + 1))
    return sorted(found)
