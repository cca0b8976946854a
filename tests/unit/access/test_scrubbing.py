"""Log lines hold no personal data."""

import logging
import sys

import pytest

from tilth.access.scrubbing import Scrubber, scrubbed


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
