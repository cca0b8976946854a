"""Where keys lie: beside a new bank's folder, in an older one's, and one place for everybody who asks."""

import os
from pathlib import Path

import pytest

from tilth import wiring
from tilth.config import env
from tilth.jobs import init
from tilth.vault import places, ring


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TILTH_KEYRING", "TILTH_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


def secret(data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TILTH_DATA", str(data))
    assert env.read().keyring == wiring.keyring(data)
    return env.read().secret_key


def test_a_new_bank_keeps_its_keys_beside_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "bank"
    init.prepare(data, {})
    assert {path.name for path in data.iterdir()} == {"bank.toml", "playbook"}
    assert {path.name for path in (tmp_path / "bank.keys").iterdir()} == {ring.FILE, places.SECRET}
    assert wiring.ring(data).keys
    before = secret(data, monkeypatch)
    assert before
    init.prepare(data, {})
    assert secret(data, monkeypatch) == before


def test_an_older_bank_keeps_them_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "bank"
    init.prepare(data, {}, apart=False)
    held = wiring.ring(data)
    init.prepare(data, {})
    assert wiring.keyring(data) == data / ring.FILE
    assert not places.beside(data).exists()
    # what `tilth check` says to do
    places.beside(data).mkdir(mode=0o700)
    before = secret(data, monkeypatch)
    for name in (ring.FILE, places.SECRET):
        (data / name).rename(places.beside(data) / name)
    assert wiring.ring(data) == held
    assert secret(data, monkeypatch) == before


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILTH_KEYRING", str(tmp_path / "elsewhere"))
    init.prepare(tmp_path / "bank", {})
    assert wiring.keyring(tmp_path / "bank") == tmp_path / "elsewhere"
    assert not (tmp_path / "bank.keys" / ring.FILE).exists()


def test_beside_a_mounted_volume_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    init.prepare(tmp_path / "bank", {})
    assert wiring.keyring(tmp_path / "bank") == tmp_path / "bank" / ring.FILE
    assert not places.beside(tmp_path / "bank").exists()


def test_the_folder_is_found_by_any_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init.prepare(tmp_path / "bank", {})
    (tmp_path / "link").symlink_to("bank")
    monkeypatch.chdir(tmp_path / "bank")
    for name in (Path(), Path("../bank"), Path("../link"), tmp_path / "link"):
        assert wiring.keyring(name).resolve() == tmp_path.resolve() / "bank.keys" / ring.FILE
    assert os.access(wiring.keyring(Path()), os.R_OK)
