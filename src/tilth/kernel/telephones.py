"""Telephone numbers: one spelling of whatever people type, into a cell or into the search (fault 45).

The patterns mean the same to Python and to Arrow, so acceptance applies them to columns and search to a text.
"""

import re

from tilth.kernel import text as texts

EXTENSION = "转"
"""What stands before an extension once it is spelled."""
STEPS = (
    (r"^[;,、/|\s]*([^;,、/|]+)[;,、/|].*$", r"\1"),  # of several numbers the first
    (r"^\s*(1[3-9]\d{9})\s+[\d+].*$", r"\1"),
    (r"(?i)[\s,]*(?:ext(?:ension)?\.?|分机号?|内线|转|[#*x])[\s:.]*(\d{1,6})\s*$", EXTENSION + r"\1"),
    # a hyphen stands before an extension where the number is whole without what follows
    (
        r"^([\s(]*(?:(?:\+|00)?86[\s-]*)?(?:0\d{2,3}[\s)-]*)?[2-8]\d{2,3}[\s-]?\d{4})\s*-\s*(\d{1,6})\s*$",
        r"\1" + EXTENSION + r"\2",
    ),
    (r"[\s\-‐-―().]", ""),
    (r"^(?:\+|00)?86(1[3-9]\d{9})$", r"\1"),
    (r"^(?:\+|00)?86(10[2-8]\d{7}|[2-9]\d{8,10})(转\d+)?$", r"0\1\2"),
    (r"^(?:\+|00)86(\d)", r"\1"),
    (r"^00([1-9])", r"+\1"),
)
"""Patterns and what each becomes, one after the other, on text of half width."""
SECOND = r"^[;,、/|\s]*(?:[^;,、/|]+[;,、/|]+|1[3-9]\d{9}\s+)[;,、/|\s]*([^;,、/|]+).*$"
"""A text of several numbers, on half width; the second is the group."""
THIRD = r"\d[;,、/|\s]*[;,、/|]\s*[\d+][^;,、/|]*[;,、/|]+\s*[\d+]"
"""Begins like a text of three numbers or more."""
LONGEST = 60
"""Signs of the longest text that is looked at as a number."""
_PATTERNS = tuple((re.compile(pattern), becomes) for pattern, becomes in STEPS)
_OF_NUMBERS = re.compile(r"[\d\s+\-‐-―().·#*/;,、|转]+")
_WHOLE = re.compile(r"1\d{10}|0\d{9,11}|[48]00\d{7}|(?:95|96|10|12)\d{3,6}|\+[1-9]\d{6,14}")
_FOREIGN = re.compile(r"[1-9]\d{8,13}")


def spelled(text: str) -> str:
    """Return a text in the spelling of numbers: digits, `+` abroad, 转 before an extension.

    What is longer than any number stays as it is, of half width.
    """
    found = texts.nfkc(text)
    if len(found) > LONGEST:
        return found
    for pattern, becomes in _PATTERNS:
        found = pattern.sub(becomes, found)
    return found


def line(number: str) -> str:
    """Return a spelled number without its extension."""
    return number.partition(EXTENSION)[0]


def wholes(text: str) -> tuple[str, ...]:
    """Return the whole numbers, without extensions, that a text can mean; none where it is no number.

    A number of another country may be typed without its +, an area code without its 0.
    """
    if len(text) > LONGEST:
        return ()
    number = line(spelled(text))
    if _WHOLE.fullmatch(number):
        return (number,)
    return (number, f"+{number}", f"0{number}") if _FOREIGN.fullmatch(number) else ()


def digits(text: str) -> str:
    """Return the digits of a text that is a part of a number, however they are set apart; else nothing."""
    if len(text) > LONGEST or not _OF_NUMBERS.fullmatch(text):
        return ""
    return "".join(sign for sign in text if sign.isdigit())
