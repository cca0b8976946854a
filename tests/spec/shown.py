"""Which requirements a table of rules shows: its printed page says so, and its test bears the marks."""

from collections.abc import Mapping

import pytest

Shows = Mapping[str, str | None]
"""The numbers that a table shows, each with what of it is missing, None where nothing is."""


def marks(shows: Shows) -> list[pytest.MarkDecorator]:
    """Return the marks of the test that runs a table."""
    return [
        pytest.mark.requirement(number) if missing is None else pytest.mark.requirement(number, part=missing)
        for number, missing in shows.items()
    ]


def line(shows: Shows) -> str:
    """Return what the page says below a table's sentence, nothing where it shows no requirement."""
    whole = [number for number, missing in shows.items() if missing is None]
    parts = [f"{number} in part (missing: {missing})" for number, missing in shows.items() if missing]
    return f"Shows {', '.join([*whole, *parts])}." if shows else ""
