"""What an offer says: whether each item is named, and whether its question can be answered by yes or no."""

from collections.abc import Iterable

from tilth.policy.words import Words

_ENDS = ("?", "？")
_CHOICE = ("吗", "是否", "对不对", "对吧", "可否", "能否", "好不好", "行不行", "是不是", "可不可以", "能不能")
"""What a Chinese question that is answered by yes or no holds."""
_BEGINS = frozenset(
    (
        *("is", "are", "was", "were", "do", "does", "did", "have", "has", "can", "could"),
        *("will", "would", "shall", "should", "may", "so"),
    )
)
_OPEN = frozenset(("what", "which", "when", "where", "why", "how", "who"))
_MARKS = ",，.?？!;；“”\"'"


def missing(text: str, asked: Iterable[Words]) -> list[Words]:
    """Return the items without a line of their own: `price: …`, in either language."""
    named = set()
    for line in text.splitlines():
        word, _colon, told = line.replace("：", ":").partition(":")
        if told.strip():
            named.add(word.strip().casefold())
    return [one for one in asked if not {one.en.casefold(), one.zh.casefold()} & named]


def is_closed(question: str) -> bool:
    """Say whether a question is answered by yes or no: what was understood is confirmed by nothing else."""
    if not question.rstrip().endswith(_ENDS):
        return False
    if any(word in question for word in _CHOICE):
        return True
    words = [word.strip(_MARKS).casefold() for word in question.split()]
    closed = words[0] in _BEGINS or words[-1] == "right"
    return closed and words[0] not in _OPEN and not (words[0] == "so" and _OPEN & {*words})
