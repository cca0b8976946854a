"""Cells of files for spreadsheets: nothing that somebody wrote calculates."""

import pytest

from tilth.kernel.cells import safe


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)"),
        *("\t=1", "\r=1", "\n=1", " =1", "\u3000=1", "\u00a0＝1", "\u200b=1", "\ufeff =1", " \t ＠x"),
        *("\tplain", "\rplain", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"),
    ],
)
def test_what_a_spreadsheet_would_calculate_stays_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "王=", "1-2", "电话 -", "'=1", " plain"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe(text) == text
