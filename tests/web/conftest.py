"""Fixtures of the page tests: the believable bank, clients signed in to it, a fixed day."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.test import Client

from support import keys
from support.standing import Begin
from tilth.data import models
from tilth.domain import bank as clock
from web import bank

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    """Return one of the repository's scripts as a module."""
    if str(ROOT / "scripts") not in sys.path:
        sys.path.append(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True, scope="session")
def compiled_messages() -> None:
    """Compile the translations where they are newer than their compiled form."""
    messages = script("compile_messages")
    for folder in messages.languages():
        messages.compile_one(folder)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Freeze day and hour of the pages and give them a data folder of their own, with its keys."""
    monkeypatch.setattr(settings, "TILTH_TODAY", bank.TODAY)
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path)
    monkeypatch.setattr(settings, "TILTH_KEYRING", keys.put(tmp_path))
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING)


@pytest.fixture
def small_bank(day: None, standing: Begin[bank.Bank]) -> bank.Bank:
    """The published bank of 30 customers."""
    return standing(bank.build)


@pytest.fixture
def lin(small_bank: bank.Bank) -> Client:
    """The manager of the list of twenty, signed in."""
    return signed_in(small_bank.manager)


def signed_in(user: models.User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client
