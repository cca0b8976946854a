"""Resident identity numbers (GB 11643): the 18 digits that a number of the former 15 became."""

from tilth.kernel.dates import read_day

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
"""The check digit, by the weighted sum of the seventeen digits modulo eleven."""
_FORMER = 15


def as_eighteen(number: str) -> str:
    """Return a former number of 15 digits as the 18 digits it became; any other text as it is.

    The year gets its century, 19, and the check digit comes behind. Fifteen digits without a day of birth are
    a number of something else.
    """
    if len(number) != _FORMER or not (number.isascii() and number.isdigit()) or number[0] == "0":
        return number
    body = f"{number[:6]}19{number[6:]}"
    if read_day(f"{body[6:10]}-{body[10:12]}-{body[12:14]}") is None:
        return number
    return body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
