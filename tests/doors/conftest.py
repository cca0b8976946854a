"""Fixtures of the door tests: a data folder with a key ring, a fixed morning, the filled town."""

from pathlib import Path

import pytest
from django.conf import settings

from doors import bank
from support import keys
from tilth.domain import bank as clock


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Freeze the day and the hour of the doors; the keys lie in a data folder of their own."""
    monkeypatch.setattr(settings, "TILTH_TODAY", bank.TODAY)
    monkeypatch.setattr(settings, "TILTH_DEMO", True)
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path)
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    monkeypatch.setattr(clock, "now", lambda _day: bank.NOON)


@pytest.fixture
def doors(db) -> bank.Doors:
    """The filled town, everybody signed in."""
    return bank.build()
