"""Whether a sentence may be said to a customer: one check for whatever the bank says (TRAP-09, TRAP-10).

A text is read as a person reads it: full width, signs that nobody sees, blanks between the letters of one
word, letters of another script that look alike and traditional signs change nothing. Time is linear
in its length.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, product
from typing import NamedTuple

from tilth.kernel.text import nfkc, visible
from tilth.policy.wording.rules import PhraseRule, Wording

NEXT = 2
"""Characters that may lie between a word of `denies_next` and what it takes back."""
MOST = 8
"""So many places of one word in a sentence are looked at."""
_LIKE = str.maketrans(
    "аеорсухіѕјԁпοαεικνρτυ證賺穩漲內買賣賠虧絕對無險樓確諾萬讓調價貸兌擔達後還給錢親過應",
    "aeopcyxisjdnoaeikvptu证赚稳涨内买卖赔亏绝对无险楼确诺万让调价贷兑担达后还给钱亲过应",
)
_ENDS = re.compile(r"[。！？!?;；\n]+|\.(?=\s|$)")
_PARTS = re.compile(r"[,，、:：…]+|\s[-–—]\s")
_HAN = "\u3400-\u9fff"
_BETWEEN = re.compile(rf"(?<=[{_HAN}])[^\w,\n]+(?=[{_HAN}0-9a-z])|(?<=[0-9])[^\w,\n.%]+(?=[{_HAN}])")
_SPELLED = re.compile(r"\b(?:[a-z][\s._*\-]+){3,}[a-z]\b")
_BLANKS = re.compile(r"[^\S\n]+")


class Hit(NamedTuple):
    """What a text says that nobody says: the words as they stand in it, and why not."""

    code: str
    category: str
    words: str


class _Place(NamedTuple):
    start: int
    end: int


def read(text: str) -> str:
    """Return a text as it is judged: sentences by lines, their clauses by commas."""
    seen = nfkc(visible(text)).casefold().translate(_LIKE).replace("’", "'")
    seen = _PARTS.sub(",", _ENDS.sub("\n", seen))
    seen = _SPELLED.sub(lambda found: re.sub(r"[\W_]+", "", found[0]), seen)
    return _BLANKS.sub(" ", _BETWEEN.sub("", seen))


def hits(text: str, wording: Wording) -> Iterator[Hit]:
    """Yield what a text says that nobody says, in the order of the rules, each rule once."""
    whole = read(text)
    sentences = whole.split("\n")
    for rule in wording.phrases:
        if all(pattern.search(whole) for pattern in _patterns(rule.says)):
            found = next((hit for one in sentences if (hit := _in(one, rule, wording))), None)
            if found is not None:
                yield found


def first(texts: Iterable[str], wording: Wording) -> Hit | None:
    """Return the first thing that texts say and nobody says; None where all of them may be said."""
    return next((hit for text in texts for hit in hits(text, wording)), None)


def _in(sentence: str, rule: PhraseRule, wording: Wording) -> Hit | None:
    places = [_places(sentence, pattern) for pattern in _patterns(rule.says)]
    if not all(places) or _has(sentence, rule.unless):
        return None
    for together in product(*places):
        if _near(together, rule) and not _taken_back(sentence, together[0], rule, wording):
            start, end = min(one.start for one in together), max(one.end for one in together)
            return Hit(rule.code, rule.category, sentence[start:end])
    return None


def _places(sentence: str, pattern: re.Pattern[str]) -> list[_Place]:
    """Return where words stand, the first few: a sentence of nothing else costs no more than its length."""
    return [_Place(*found.span()) for found in islice(pattern.finditer(sentence), MOST)]


def _has(text: str, words: tuple[str, ...]) -> bool:
    return bool(words) and _pattern(words).search(text) is not None


@functools.lru_cache(maxsize=2000)
def _patterns(says: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(tuple(part.split("|"))) for part in says)


@functools.lru_cache(maxsize=4000)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_word, sorted(words, key=len, reverse=True))))


def _word(word: str) -> str:
    """Return a word as a pattern: Latin ones stand by themselves, `*` at the end stands for any ending."""
    plain = re.escape(word.removesuffix("*").casefold())
    if not word[0].isascii() or not word[0].isalpha():
        return plain
    return rf"\b{plain}" + (r"[a-z]*" if word.endswith("*") else r"\b")


def _near(places: tuple[_Place, ...], rule: PhraseRule) -> bool:
    """Say whether places follow one another without overlap, each at most so far from the one before."""
    order = places if rule.in_order else sorted(places)
    return all(0 <= after.start - one.end <= rule.within for one, after in pairwise(order))


def _taken_back(sentence: str, claim: _Place, rule: PhraseRule, wording: Wording) -> bool:
    begins = sentence.rfind(",", 0, claim.start) + 1
    ends = sentence.find(",", claim.end)
    before = sentence[begins : claim.start]
    clause = sentence[begins : ends if ends >= 0 else len(sentence)]
    if _has(sentence, wording.warns) and not _has(clause, wording.oneself):
        return True
    if not rule.denied:
        return False
    return _has(before, wording.denies) or _has(before.rstrip()[-NEXT - 1 :], wording.denies_next)
