"""Cells of files for spreadsheets: a text that a spreadsheet would calculate stays a text."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


def safe(text: str) -> str:
    """Return a text with a sign before it where a spreadsheet would calculate it.

    Blanks of every width, tabs and signs that nobody sees before the formula do not hide it.
    """
    begins = text.lstrip().lstrip("\ufeff\u200b\u200e\u200f\u2060").lstrip()
    return f"'{text}" if begins.startswith(_FORMULA) or text.startswith(_BREAKS) else text
