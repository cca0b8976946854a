"""What an offer says: whether each item is named, and whether its question can be answered by yes or no."""

import re
from collections.abc import Iterable

from tilth.policy.words import Words

_NAMED = re.compile(r"^\s*(?P<word>[^:：]{1,60}?)\s*[:：]\s*\S")
_ASKS = re.compile(r"[?？]\s*$")
_CLOSED_ZH = re.compile(r"吗|是否|对不对|对吧|可否|能否|好不好|行不行|是不是|可不可以|能不能")
_CLOSED_EN = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|have|has|can|could|will|would|shall|should|may|so)\b|\bright\W*$",
    re.IGNORECASE,
)
_OPEN_EN = re.compile(r"\b(?:what|which|when|where|why|how|who)\b[^,，.]*\?\s*$", re.IGNORECASE)


def missing(text: str, asked: Iterable[Words]) -> list[Words]:
    """Return the items without a line of their own: `price: …`, in either language."""
    named = {found["word"].strip().casefold() for line in text.splitlines() if (found := _NAMED.match(line))}
    return [one for one in asked if not {one.en.casefold(), one.zh.casefold()} & named]


def is_closed(question: str) -> bool:
    """Say whether a question is answered by yes or no: what was understood is confirmed by nothing else."""
    if not _ASKS.search(question):
        return False
    if _CLOSED_ZH.search(question):
        return True
    return bool(_CLOSED_EN.search(question)) and not _OPEN_EN.match(question)
