"""`tilth keys` and the rest of the command line that touches the ring, on a bank with nights."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pyarrow.parquet as pq
import pytest

from integration.night.town import Town
from integration.vault.conftest import SealedTown
from support import databases, keys
from tilth.jobs import init, nightly
from tilth.jobs import keys as command
from tilth.kernel.errors import Refused
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.ports.feed import BY_NAME
from tilth.vault import ring
from tilth.vault.errors import KeyMissingError

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("keys")]
Say = Callable[..., str]


@pytest.fixture
def town(
    sealed_town: SealedTown, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """A copy of the sealed town, to be changed."""
    name = urlsplit(sealed_town.town.url).path.lstrip("/")
    url = databases.copy(postgres, name)
    shutil.copytree(sealed_town.town.data, tmp_path / "data", symlinks=True)
    monkeypatch.setenv("DATABASE_URL", url)
    yield Town(tmp_path / "data", url, sealed_town.town.feeds)
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture
def say(town: Town, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run `tilth keys …` on the town and return what it prints."""

    def run(*words: str) -> str:
        command.keys.main([*words, "--data", str(town.data)], standalone_mode=False)
        return capsys.readouterr().out

    return run


def _states(said: str) -> dict[str, list[str]]:
    """Return the lines of the status: key id → the rest of its line."""
    return {line.split()[0]: line.split()[1:] for line in said.splitlines()[1:]}


def _fed(town: Town, night: Night) -> list[dict]:
    """Return the delivered customers of a night, in the lake's order."""
    folder = next(feed for feed in town.feeds if feed.name == night.business_date.isoformat())
    rows = pq.read_table(folder / "customers.parquet").to_pylist()
    return sorted(rows, key=lambda row: row["customer_id"])


def _holds_what_was_fed(town: Town) -> None:
    held, table = ring.load(town.data / ring.FILE), BY_NAME["customers"]
    for night in town.lake.nights:
        stored = pq.read_table(town.lake.path(Area.FEED, "customers", night.business_date), partitioning=None)
        said, fed = keys.opened(table, stored.to_pylist(), held), _fed(town, night)
        names = (*table.key, *table.sealed)
        assert [[row[name] for name in names] for row in said] == [
            [row[name] for name in names] for row in fed
        ]
    published = {row["customer_id"]: row for row in _fed(town, town.lake.nights[-1])}
    with psycopg.connect(town.url) as connection:
        rows = connection.execute(
            f"SELECT p.customer_id, {', '.join(f'p.{name}' for name in table.sealed)}, p.mobile_index"
            " FROM published_customer p JOIN tilth_publication ON current_id = p.generation"
        ).fetchall()
    assert len(rows) == len(published)
    for customer, *sealed, index in rows:
        for name, value in zip(table.sealed, sealed, strict=True):
            said = value and held.open(value, table="customers", column=name, row=customer)
            assert said == published[customer][name]
        assert (index or "") == held.index("mobile", published[customer]["mobile"] or "")


def test_a_bank_moves_to_other_algorithms_night_and_day(town: Town, say: Say) -> None:
    first = _states(say("status"))
    assert {number: words[:3] for number, words in first.items()} == {
        "1": ["data", "intl", "active"],
        "2": ["index", "intl", "active"],
        "3": ["head", "intl", "active"],
    }
    said = say("rotate", "--profile", "gm", "--purpose", "data", "--purpose", "index")
    assert "Key 4 (gm) is the active data key." in said
    assert "Key 5 (gm) is the active index key." in said
    between = _states(say("status"))
    assert between["1"][2:] == ["old", *first["1"][3:]]
    assert between["4"][-2:] == between["5"][-2:] == ["0", "0"]
    with pytest.raises(Refused, match="values still need key 1"):
        say("retire", "1")

    nightly.run(
        town.data, town.feeds[2:]
    )  # a night between rotation and re-encryption seals with the new keys
    mixed = _states(say("status"))
    assert all(int(count.replace(",", "")) > 0 for number in "1245" for count in mixed[number][-2:])
    _holds_what_was_fed(town)

    assert "Every value lies under the active keys." in say("reencrypt")
    after = _states(say("status"))
    assert after["1"][-2:] == after["2"][-2:] == ["0", "0"]
    assert "0 of " in say("reencrypt")
    _holds_what_was_fed(town)

    assert "Key 1 is retired" in say("retire", "1")
    assert "Key 2 is retired" in say("retire", "2")
    assert set(_states(say("status"))) == {"3", "4", "5"}
    _holds_what_was_fed(town)
    for number, sentence in (("4", "active data key"), ("3", "active head key")):
        with pytest.raises(Refused, match=sentence):
            say("retire", number)
    say("rotate", "--purpose", "head")
    with pytest.raises(Refused, match="audit heads"):
        say("retire", "3")


def test_a_lost_key_is_named_and_nothing_is_changed(town: Town, say: Say) -> None:
    before = town.lake.current()
    lost = keys.made(salt=9).rotate("data", "intl", at=keys.MADE).without(1)
    keys.put(town.data, lost)
    assert "MISSING: key 1 is needed by" in say("status")
    say("rotate")
    with pytest.raises(KeyMissingError, match="no key 1"):
        say("reencrypt")
    with pytest.raises(Refused, match="a key that the ring lacks"):
        say("retire", "4")
    assert town.lake.current() == before


def test_init_makes_no_second_ring_for_sealed_data(town: Town) -> None:
    path = town.data / ring.FILE
    kept = path.read_bytes()
    init.prepare(town.data, {})
    assert path.read_bytes() == kept
    with pytest.raises(Refused, match=r"seals with intl, not gm.*tilth keys rotate --profile gm"):
        init.prepare(town.data, {}, crypto="gm")
    path.unlink()
    with pytest.raises(Refused, match="bring the key ring back"):
        init.prepare(town.data, {})
    with pytest.raises(Refused, match=r"no key ring at .*tilth init"):
        nightly.run(town.data, town.feeds[2:])


def test_a_new_folder_gets_the_algorithms_that_were_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init.prepare(tmp_path / "gm", {}, crypto="gm")
    assert ring.load(tmp_path / "gm.keys" / ring.FILE).active("data").profile == "gm"
    monkeypatch.setenv("TILTH_KEYRING", str(tmp_path / "elsewhere"))
    init.prepare(tmp_path / "intl", {})
    assert ring.load(tmp_path / "elsewhere").active("index").profile == "intl"
    assert not (tmp_path / "intl" / ring.FILE).exists()
    assert not (tmp_path / "intl.keys" / ring.FILE).exists()


def test_the_check_tells_of_the_ring(town: Town) -> None:
    assert "keys: 3 keys, new values sealed with intl" in town.run("check")[1]
    assert (
        f"; WARNING: a copy of {town.data} holds its keys: stop the pages, then `mkdir"
        in town.run("check")[1]
    )
    (town.data / ring.FILE).chmod(0o644)
    status, out, err = town.run("check")
    assert "keys: WRONG: others than its owner may read" in out
    assert (status, "not healthy" in err) == (1, True)
