"""The key ring's file: made once, replaced whole, read by its owner, told about in one sentence."""

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from support import keys
from tilth.kernel.errors import Refused
from tilth.vault import ring
from tilth.vault.ciphers import Profile
from tilth.vault.errors import KeyMissingError
from tilth.vault.keys import Purpose, State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A key ring's file."""
    return keys.put(tmp_path)


def test_a_new_ring_has_one_active_key_per_purpose_and_its_owner_reads_it(tmp_path: Path) -> None:
    made = ring.create(tmp_path / "ring", Profile.GM, at=keys.MADE)
    assert [(key.id, key.purpose, key.profile, key.state) for key in made.keys] == [
        (number, purpose, Profile.GM, State.ACTIVE) for number, purpose in enumerate(Purpose, start=1)
    ]
    assert len({key.secret.get_secret_value() for key in made.keys}) == 3
    assert (tmp_path / "ring").stat().st_mode & 0o777 == 0o600
    assert ring.load(tmp_path / "ring") == made
    assert [each.name for each in tmp_path.iterdir()] == ["ring"]
    with pytest.raises(Refused, match="tilth keys rotate"):
        ring.create(tmp_path / "ring", Profile.INTL)
    assert ring.load(tmp_path / "ring") == made


def test_secrets_show_nowhere_but_in_the_file(path: Path) -> None:
    held = ring.load(path)
    secrets = [key["secret"] for key in json.loads(path.read_text())["keys"]]
    shown = repr(held) + str(held) + repr(held.keys[0]) + str([key.model_dump() for key in held.keys])
    assert not [secret for secret in secrets if secret in shown]
    assert repr(held.keys[0].secret.get_secret_value()) not in shown


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda content: content.update(version=2), "another version"),
        (lambda content: content["keys"].pop(), "one active key per purpose"),
        (lambda content: content["keys"].append(content["keys"][0] | {"state": "old"}), "same number"),
        (lambda content: content["keys"][0].update(secret="c2VjcmV0"), "no key ring that can be read"),
        (lambda content: content["keys"][0].update(secret=["c2VjcmV0"]), "no key ring that can be read"),
        (lambda content: content["keys"][0].update(id=65_536), "no key ring that can be read"),
        (lambda content: content["keys"][0].update(profile="des"), "no key ring that can be read"),
        (lambda content: content.pop("keys"), "no key ring that can be read"),
    ],
)
def test_a_broken_ring_is_refused_without_its_content(path: Path, change, sentence: str) -> None:
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))
    with pytest.raises(Refused, match=sentence) as told:
        ring.load(path)
    assert "c2VjcmV0" not in str(told.value)


def test_a_missing_ring_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for read in (ring.load, ring.cached):
        with pytest.raises(Refused, match=r"no key ring at .*tilth init"):
            read(tmp_path / "ring")
    (tmp_path / "ring").write_text("{")
    with pytest.raises(Refused, match="can be read"):
        ring.load(tmp_path / "ring")


def test_rotation_keeps_old_keys_for_opening_and_numbers_go_up(path: Path) -> None:
    turned = ring.change(path, lambda held: held.rotate("data", "gm", at=keys.MADE))
    assert [(key.id, key.state) for key in turned.of(Purpose.DATA)] == [(4, State.ACTIVE), (1, State.OLD)]
    assert turned.active(Purpose.INDEX).id == 2
    assert path.stat().st_mode & 0o777 == 0o600
    smaller = turned.without(1)
    assert [key.id for key in smaller.keys] == [2, 3, 4]
    with pytest.raises(Refused, match="active data key"):
        turned.without(4)
    with pytest.raises(KeyMissingError, match="no key 9"):
        turned.without(9)


def test_numbers_end_at_65535() -> None:
    last = keys.RING.keys[0].model_copy(update={"id": 65_535})
    full = ring.Ring((last, *keys.RING.keys[1:]))
    assert full.open(full.seal("x", table="t", column="c", row="r"), table="t", column="c", row="r") == "x"
    with pytest.raises(Refused, match="65,535"):
        full.rotate("data", "intl")


def test_a_running_process_follows_a_rotation(path: Path) -> None:
    before = ring.cached(path)
    assert ring.cached(path) is before
    turned = ring.change(path, lambda held: held.rotate("data", "intl", at=keys.MADE))
    assert ring.cached(path) == turned != before
    assert ring.cached(path) is ring.cached(path)


def test_a_link_to_the_ring_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(path)
    turned = ring.change(link, lambda held: held.rotate("index", "intl", at=keys.MADE))
    assert link.is_symlink()
    assert ring.load(path) == turned


def _rotate(path: Path) -> None:
    ring.change(path, lambda held: held.rotate("data", "intl"))


def test_two_who_rotate_at_once_lose_no_key(path: Path) -> None:
    processes = [multiprocessing.get_context("fork").Process(target=_rotate, args=(path,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sorted(key.id for key in ring.load(path).keys) == [1, 2, 3, 4, 5, 6, 7]


def test_a_failed_write_leaves_the_old_ring(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        ring.change(path, lambda held: held.rotate("data", "intl"))
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.part"))
