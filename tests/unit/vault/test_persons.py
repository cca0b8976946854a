"""Keys of persons: what one seals another process opens, and what is destroyed nobody opens again."""

import datetime as dt
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from support import keys
from tilth.kernel.errors import Refused
from tilth.vault import persons, ring
from tilth.vault.ciphers import Profile
from tilth.vault.drawer import Drawer
from tilth.vault.errors import ErasedError, KeyMissingError, TamperedError
from tilth.vault.keys import Purpose
from tilth.vault.persons import Persons
from tilth.vault.ring import Ring

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
PLACE = {"table": "tilth_contact", "column": "content"}
OTHER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from support import keys
from tilth.vault import persons
from tilth.vault.drawer import Drawer
held = persons.Persons(Drawer(Path(sys.argv[1])), lambda: keys.RING)
for number in range(20):
    print(held.seal("words", about=f"C{number}", table="tilth_contact", column="content", row="1"))
"""


def held(folder: Path, by: Ring = keys.RING) -> Persons:
    return Persons(Drawer(folder / "persons.db"), lambda: by)


@pytest.mark.parametrize("profile", list(Profile))
def test_a_text_opens_as_it_was_sealed_and_nowhere_else(tmp_path: Path, profile: Profile) -> None:
    one = held(tmp_path, keys.made(profile))
    sealed = one.seal("她的女儿五月结婚", about="C1", row="r1", **PLACE)
    assert sealed.startswith(persons.BEGINS)
    assert one.open(sealed, **PLACE) == "她的女儿五月结婚"
    assert one.seal("她的女儿五月结婚", about="C1", row="r1", **PLACE) == sealed
    assert one.seal("她的女儿五月结婚", about="C1", row="r2", **PLACE) != sealed
    assert persons.number(sealed) != persons.number(one.seal("x", about="C2", row="r1", **PLACE))
    with pytest.raises(TamperedError):
        one.open(sealed, table="tilth_contact", column="next_step")
    with pytest.raises(TamperedError):
        one.open(sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB"), **PLACE)
    with pytest.raises(TamperedError):
        one.open(persons.BEGINS + "words", **PLACE)


def test_a_destroyed_key_is_gone_for_every_process_and_every_copy_of_the_text(tmp_path: Path) -> None:
    one, other = held(tmp_path), held(tmp_path)
    sealed, theirs = (one.seal("words", about=about, row="r1", **PLACE) for about in ("C1000001", "C1000002"))
    assert other.open(sealed, **PLACE) == "words"
    assert one.destroy("C1000001", at=AT) == 1
    for keeper in (one, other, held(tmp_path)):
        with pytest.raises(ErasedError):
            keeper.open(sealed, **PLACE)
        late = keeper.seal("later", about="C1000001", row="r2", **PLACE)
        with pytest.raises(ErasedError):
            keeper.open(late, **PLACE)
        assert keeper.open(theirs, **PLACE) == "words"
        assert (keeper.is_erased("C1000001"), keeper.is_erased("C1000002")) == (True, False)
    assert one.destroy("C1000001", at=AT) == 0
    files = b"".join(path.read_bytes() for path in tmp_path.glob("persons.db*"))
    assert b"C1000001" not in files
    assert one.mark("C1000001").encode() in files


def test_the_wrapped_key_lies_nowhere_after_it_was_destroyed(tmp_path: Path) -> None:
    one = held(tmp_path)
    one.seal("words", about="C1", row="r1", **PLACE)
    with sqlite3.connect(tmp_path / "persons.db") as file:
        (wrapped,) = file.execute("SELECT wrapped FROM person").fetchone()
    file.close()
    one.destroy("C1", at=AT)
    assert all(wrapped.encode() not in path.read_bytes() for path in tmp_path.glob("persons.db*"))


def test_keys_of_merged_numbers_go_with_the_person(tmp_path: Path) -> None:
    one = held(tmp_path)
    sealed = one.seal("words", about="C9", row="r1", **PLACE)
    number = persons.number(sealed) or ""
    assert one.stands(number)
    one.destroy("C1", at=AT, also=[number])
    with pytest.raises(ErasedError):
        one.open(sealed, **PLACE)


def test_servers_that_begin_at_once_agree_on_one_key_a_person(tmp_path: Path) -> None:
    tests = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", OTHER, str(tmp_path / "persons.db"), tests]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (process.communicate()[0].splitlines() for process in running)
    assert len(first) == 20
    assert first == second
    assert stat.S_IMODE((tmp_path / "persons.db").stat().st_mode) == 0o600


def test_a_rotation_wraps_keys_anew_and_the_old_key_may_go(tmp_path: Path) -> None:
    one = held(tmp_path)
    sealed = one.seal("words", about="C1", row="r1", **PLACE)
    turned = keys.RING.rotate(Purpose.DATA, Profile.GM)
    renewed = held(tmp_path, turned)
    assert renewed.uses() == {keys.RING.active(Purpose.DATA).id: 1}
    assert renewed.rewrap() == 1
    assert renewed.uses() == {turned.active(Purpose.DATA).id: 1}
    left = held(tmp_path, turned.without(keys.RING.active(Purpose.DATA).id))
    assert left.open(sealed, **PLACE) == "words"


def test_without_the_file_a_text_is_missing_its_key_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    sealed = held(tmp_path / "a").seal("words", about="C1", row="r1", **PLACE)
    with pytest.raises(KeyMissingError):
        held(tmp_path).open(sealed, **PLACE)
    assert not (tmp_path / "persons.db").exists()


def test_what_is_no_file_of_keys_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "persons.db").write_text("words " * 1000)
    with pytest.raises(Refused, match="no file of persons' keys"):
        held(tmp_path).is_erased("C1")


def test_it_lies_beside_the_ring(tmp_path: Path) -> None:
    path = keys.put(tmp_path)
    assert persons.of(path) == tmp_path.resolve() / "persons.db"
    assert persons.cached(path) is persons.cached(path)
    assert ring.cached(path).keys == keys.RING.keys
