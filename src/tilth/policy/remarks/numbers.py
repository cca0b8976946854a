"""Numbers as remarks write them: 15, 十五, 廿三, two; and the widths and forms of signs made one."""

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}
CHINESE = "[一二两三四五六七八九十廿卅〇零]{1,4}"
"""A Chinese number to 99, as part of a pattern."""
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ENGLISH = {"a": 1, "an": 1, "a couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30} | {
    word: number for number, word in enumerate(_WORDS, 1)
}
"""Numbers in words."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "，"} | {
    0x3000: 0x20,
    0xA0: 0x20,
}
_FORMS = str.maketrans(
    "號週後個點兩禮農曆慶節陽臘過時這當陰國聖誕舊閏勞動間內歲萬億",
    "号周后个点两礼农历庆节阳腊过时这当阴国圣诞旧闰劳动间内岁万亿",
)


def plain(text: str) -> str:
    """Return text of the same length, wide signs narrow, traditional forms of words of time made plain."""
    return text.translate(_WIDE).translate(_FORMS)


def number(text: str) -> int | None:
    """Return a number of at most three digits, or a Chinese one to 99; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 3 else None
    tens = [place for place, sign in enumerate(text) if sign in _TENS]
    if not tens:
        return _DIGITS.get(text) if len(text) == 1 else None
    return _tens(text[: tens[0]], text[tens[0]], text[tens[0] + 1 :]) if len(tens) == 1 else None


def _tens(before: str, ten: str, after: str) -> int | None:
    """Return what stands before, at and after the sign of ten: 二十三, 十五, 廿三."""
    many = 1 if before == "" else _DIGITS.get(before, 0)
    ones = 0 if after == "" else _DIGITS.get(after, 0)
    if not many or (after and not ones) or (before and ten != "十"):
        return None
    return many * _TENS[ten] + ones
