"""The environment, and what Django makes of it."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from tilth.config import env
from tilth.kernel.errors import Refused
from tilth.vault import places


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "TODAY", "TRUSTED_PROXIES"
    for name in ("DATABASE_URL", *(f"TILTH_{one}" for one in named)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TILTH_DATA", str(tmp_path))


def test_nothing_is_open_unless_said(tmp_path: Path) -> None:
    read = env.read()
    assert (read.debug, read.https, read.today, read.secret_key) == (False, False, None, "")
    assert read.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert read.data == tmp_path


def test_the_key_lies_in_the_data_folder_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / places.SECRET).write_text("from-the-file\n")
    assert env.read().secret_key == "from-the-file"
    monkeypatch.setenv("TILTH_SECRET_KEY", "from-outside")
    assert env.read().secret_key == "from-outside"


def test_the_day_of_the_pages_can_be_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILTH_TODAY", "2026-04-01")
    assert env.read().today == dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("name", "value"), [("TILTH_TODAY", "tomorrow"), ("TILTH_DEBUG", "yes"), ("TILTH_POOLER", "on")]
)
def test_a_value_that_does_not_parse_is_refused_by_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused, match=f"{name} is '{value}'"):
        env.read()


def test_the_trusted_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.read().trusted_proxies == ()
    monkeypatch.setenv("TILTH_TRUSTED_PROXIES", "10.0.0.5, 2001:db8::/32")
    assert [str(one) for one in env.read().trusted_proxies] == ["10.0.0.5/32", "2001:db8::/32"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("10.0.0.5, proxy.bank", "TILTH_TRUSTED_PROXIES: 'proxy.bank' is no address and no network"),
        ("10.0.0.5/24", "TILTH_TRUSTED_PROXIES: '10.0.0.5/24' is no address and no network"),
        ("0.0.0.0/0", "TILTH_TRUSTED_PROXIES: 0.0.0.0/0 is everybody: name the proxies alone"),
    ],
)
def test_proxies_that_do_not_parse_or_are_everybody_are_refused(
    value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TILTH_TRUSTED_PROXIES", value)
    with pytest.raises(Refused, match=told):
        env.read()


_PLANNED = {"prepare_threshold": 0}
"""Statements of compiled reads are prepared; no other is."""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://li:s%2Fcret@db.bank:5433/tilth", ("tilth", "li", "s/cret", "db.bank", 5433, _PLANNED)),
        ("postgresql://postgres:@/tilth?host=/var/run", ("tilth", "postgres", "", "/var/run", "", _PLANNED)),
        (
            "postgres://db/t?sslmode=verify-full",
            ("t", "", "", "db", "", {"sslmode": "verify-full", **_PLANNED}),
        ),
    ],
)
def test_an_address_is_taken_apart(url: str, expected: tuple) -> None:
    read = env.database(url)
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert tuple(read[key] for key in keys) == expected


def test_another_database_is_refused_and_none_answers_nothing() -> None:
    with pytest.raises(Refused, match="postgresql"):
        env.database("mysql://db/t")
    with pytest.raises(ImproperlyConfigured):
        ConnectionHandler({"default": env.database("")})["default"].ensure_connection()


def test_pages_load_nothing_from_elsewhere() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'none'", "'self'", "data:"}
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.X_FRAME_OPTIONS == "DENY"
