"""Fixtures of the door tests: a data folder with a key ring, a fixed morning, the filled town."""

from pathlib import Path

import pytest
from django.conf import settings

from doors import bank
from support import keys
from support.standing import Begin
from tilth.domain import bank as clock
from tilth.policy.bank import FILE
from tilth.policy.walks import KINDS


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Freeze the day and the hour of the doors; the keys lie in a data folder of their own."""
    monkeypatch.setattr(settings, "TILTH_TODAY", bank.TODAY)
    monkeypatch.setattr(settings, "TILTH_DEMO", True)
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path)
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    monkeypatch.setattr(clock, "now", lambda _day: bank.NOON)


@pytest.fixture
def unlimited(morning: None, tmp_path: Path) -> None:
    """Let somebody ask more than a person does: what is tried is the answers, not how fast they come."""
    far = "slow = 100000\nstop = 100001\n"
    kinds = "".join(f"[walks.{kind}]\n{far}" for kind in KINDS)
    (tmp_path / FILE).write_text(kinds, "utf-8")


@pytest.fixture
def doors(morning: None, standing: Begin[bank.Doors]) -> bank.Doors:
    """The filled town, everybody signed in."""
    return standing(bank.build)
