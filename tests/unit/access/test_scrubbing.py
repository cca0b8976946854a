"""Log lines hold no personal data."""

import logging
import sys

import pytest

from tilth.access.scrubbing import LINE, Scrubber, scrubbed


@pytest.mark.parametrize(
    ("line", "kept", "gone"),
    [
        ("call 13812348000 now", "138****8000", "13812348000"),
        ("call +86 13812348000", "8000", "13812348000"),
        ("landline 010-62345678 rang", "landline", "62345678"),
        ("Key (id_number)=(110101199003071233) already exists", "already exists", "110101199003071233"),
        ("id 11010119900307123X", "X", "19900307"),
        ("wrote to zhou.minhua@example.com", "@example.com", "zhou.minhua"),
    ],
)
def test_what_tells_of_a_person_is_masked(line: str, kept: str, gone: str) -> None:
    assert kept in scrubbed(line)
    assert gone not in scrubbed(line)


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-23 09:00:00,123 WARNING tilth: 1,234,567 rows",
        "balance 12345678901.50 of holding D123456789012",
        "request 019ab3c4-7f3a-7abc-8def-0123456789ab took 12345 ms",
    ],
)
def test_other_numbers_stay(line: str) -> None:
    assert scrubbed(line) == line


def test_a_traceback_is_masked_too() -> None:
    try:
        int("no customer with 13812348000")
    except ValueError:
        record = logging.LogRecord("tilth", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    assert "13812348000" not in Scrubber("%(message)s").format(record)


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("a.b@c.d+e.f@g.h", "a***@c.d+***@g.h"),
        ("no@dot but wu@x.cn", "no@dot but w***@x.cn"),
        ("@@li@a.b..c", "@@l***@a.b..c"),
        ("<zhou-m+x@mail-1.example.com.>", "<z***@mail-1.example.com.>"),
    ],
)
def test_every_e_mail_of_a_line_is_masked(line: str, masked: str) -> None:
    assert scrubbed(line) == masked


def test_an_overlong_line_is_masked_and_then_cut() -> None:
    """No number is halved by the cut, and the other lines of a traceback stay whole."""
    record = logging.LogRecord("tilth", logging.WARNING, __file__, 1, "%s\n%s", (), None)
    record.args = ("/" + "9" * 480 + " 13812348000 " + "x" * 40_000, "second line")
    first, second = Scrubber("%(message)s").format(record).split("\n")
    assert len(first) == LINE + 1
    assert first.endswith("…")
    assert "1381234" not in first
    assert second == "second line"
