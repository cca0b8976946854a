"""The part of a remark in which some words stand: what a reminder says."""

LONGEST = 60
"""Signs of a sentence above which only the part between two commas is taken."""
MOST = 200
_SENTENCE = "。；;!?！？\n"
_COMMA = _SENTENCE + "，,"


def clause(text: str, words: str) -> str:
    """Return the sentence of a remark in which the words stand first, the words alone where none does."""
    start = text.find(words)
    if start < 0 or not words:
        return words[:MOST]
    end = start + len(words)
    found = _between(text, start, end, _SENTENCE)
    if len(found) > LONGEST:
        found = _between(text, start, end, _COMMA)
    return found if len(found) <= MOST else words[:MOST]


def _between(text: str, start: int, end: int, signs: str) -> str:
    first = max((text.rfind(sign, 0, start) for sign in signs), default=-1) + 1
    ends = [place for sign in signs if (place := text.find(sign, end)) >= 0]
    return " ".join(text[first : min(ends, default=len(text))].split()).strip(" .")
