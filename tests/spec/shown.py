"""Which requirements a table of rules shows: its printed page says so, and its test bears the marks."""

from collections.abc import Mapping

import pytest

Shows = Mapping[str, str | None]
"""The numbers that a table shows, each with what of it is missing, None where nothing is."""
MISSING = "[what is missing](../requirements.md)"


def marks(shows: Shows) -> list[pytest.MarkDecorator]:
    """Return the marks of the test that runs a table."""
    return [
        pytest.mark.requirement(number) if missing is None else pytest.mark.requirement(number, part=missing)
        for number, missing in shows.items()
    ]


def line(shows: Shows) -> str:
    """Return what the page says below a table's sentence, nothing where it shows no requirement."""
    whole = ", ".join(number for number, missing in shows.items() if missing is None)
    parts = ", ".join(number for number, missing in shows.items() if missing is not None)
    said = [f"Shows {whole}."] if whole else []
    return " ".join([*said, f"Shows {parts} in part ({MISSING})."] if parts else said)
