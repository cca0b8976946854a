"""Words of time that several rules of English days share."""

from tilth.policy.remarks.numbers import ENGLISH

PART = (
    r"(?P<part>early(?:\s+in)?|mid|middle\s+of|late(?:\s+in)?|beginning\s+of|start\s+of|end\s+of|"
    r"the\s+end\s+of)"
)
"""Which part of a month, quarter or year is meant."""
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(ENGLISH, key=len, reverse=True))})".replace(" ", r"\s+")
UNIT = r"(?P<unit>working\s+day|business\s+day|day|week|fortnight|month|quarter|year)s?"
DAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
SHORT = r"(?P<weekday>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|(?-i:Mar(?:ch)?|May|MAR(?:CH)?|MAY)|apr(?:il)?|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
"""With a small letter march and may are verbs."""
_FIRST, _MIDDLE = {"early", "beginning", "start"}, {"mid", "middle"}


def part_of(words: str | None) -> str:
    """Return first, middle or last for the words of a part; empty for none."""
    if not words:
        return ""
    word = words.lower().removeprefix("the").split()[0]
    return "first" if word in _FIRST else "middle" if word in _MIDDLE else "last"
