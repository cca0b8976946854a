"""Every way in which a name can be read, the likeliest first: `单雪晴` → shan…, dan…, chan… (ADR 0034).

pypinyin knows the readings of a character, also those that no word of today has; its dictionary of words says
which are used, and how often. A character that few words have keeps its first three.
"""

from collections import Counter, defaultdict
from functools import cache
from itertools import permutations, product

from pypinyin import Style
from pypinyin import pinyin as every_reading
from pypinyin.phrases_dict import phrases_dict

from tilth.connectors.warehouse import pinyin
from tilth.kernel import spelling

Spelled = tuple[str, ...]
"""Spellings of one text, the one that is shown first."""
MOST = 24
"""Spellings of a part of a name; what a name of ten characters could be read as is in the thousands."""
_ASTRAY = 2
"""Characters of a long text that are read otherwise at once."""
_SHORT = 3
_FEW, _OF_FEW = 10, 3
"""A character in fewer words than that keeps so many readings, used or not."""
_WORDS = 3
"""Words of a Latin name of which every order is kept; of more, those that begin with another word."""


def surname(written: str) -> tuple[Spelled, Spelled]:
    """Return pinyin and initials of a surname, of one character or compound."""
    first = pinyin.surname_syllables(written)
    return _spelled(written, first)


def rest(written: str) -> tuple[Spelled, Spelled]:
    """Return pinyin and initials of what follows a surname, or of a whole company or Latin name."""
    words = spelling.words(written)
    if len(words) > 1 and all(word.isascii() and word.isalpha() for word in words):
        return _latin(words)
    return _spelled(written, pinyin.syllables(written))


def _latin(words: tuple[str, ...]) -> tuple[Spelled, Spelled]:
    turned = [words[at:] + words[:at] for at in range(len(words))]
    orders = list(permutations(words)) if len(words) <= _WORDS else turned
    whole = tuple(dict.fromkeys("".join(order) for order in orders))
    initials = ["".join(word[0] for word in order) for order in orders]
    return whole[:MOST], tuple(dict.fromkeys((whole[0], *initials)))[:MOST]


def _spelled(written: str, first: tuple[str, ...]) -> tuple[Spelled, Spelled]:
    choices = [
        tuple(dict.fromkeys((syllable, *_used(sign)))) for sign, syllable in zip(written, first, strict=True)
    ]
    if all(len(one) == 1 for one in choices):
        whole, initials = pinyin.joined(first)
        return (whole,), (initials,)
    ways = sorted(_ways(choices), key=sum)[:MOST]
    read = [pinyin.joined(tuple(one[at] for one, at in zip(choices, way, strict=True))) for way in ways]
    return tuple(dict.fromkeys(one for one, _ in read)), tuple(dict.fromkeys(one for _, one in read))


def _ways(choices: list[tuple[str, ...]]) -> list[tuple[int, ...]]:
    """Return which reading each character has; of a long text a few at a time are not the first."""
    several = [at for at, one in enumerate(choices) if len(one) > 1]
    if len(choices) <= _SHORT:
        return list(product(*(range(len(one)) for one in choices)))
    plain = (0,) * len(choices)
    ways = {plain}
    for _ in range(_ASTRAY):
        ways |= {
            (*way[:at], reading, *way[at + 1 :])
            for way in list(ways)
            for at in several
            for reading in range(len(choices[at]))
            if len(ways) <= MOST * MOST
        }
    return list(ways)


@cache
def _used(sign: str) -> tuple[str, ...]:
    """Return the readings of a character that are used today, the commonest first."""
    if not spelling.HAN.match(sign):
        return ()
    known = dict.fromkeys(
        pinyin.plain(one) for one in every_reading(sign, heteronym=True, style=Style.NORMAL)[0]
    )
    counted = _counted().get(sign, Counter())
    few = list(known)[:_OF_FEW] if counted.total() < _FEW else []
    used = [one for one in known if counted[one] or one in few]
    return tuple(sorted(used, key=lambda one: -counted[one]))


@cache
def _counted() -> dict[str, Counter[str]]:
    """Return how many words read a character in which way."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, read in phrases_dict.items():
        if len(word) == len(read):
            for sign, syllable in zip(word, read, strict=True):
                found[sign][pinyin.plain(syllable[0])] += 1
    return found
