"""Identifiers sort by the moment they were made."""

import time
import uuid

import pytest

from tilth.kernel.ids import uuid7, uuid7_at


def test_an_identifier_is_a_version_seven_uuid() -> None:
    made = uuid7()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_the_example_of_the_standard() -> None:
    bits = (0xCC3 << 62) | (0x18C4DC0C0C07398F & (1 << 62) - 1)
    assert (
        str(uuid7_at(milliseconds=0x017F22E279B0, random_bits=bits)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
    )


def test_later_moments_sort_later_whatever_the_random_bits() -> None:
    assert uuid7_at(milliseconds=1, random_bits=2**74 - 1) < uuid7_at(milliseconds=2, random_bits=0)


def test_identifiers_of_one_process_sort_as_they_were_made_also_when_the_clock_steps_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = [uuid7() for _ in range(1000)]
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    made = before + [uuid7() for _ in range(1000)]
    assert made == sorted(set(made))
