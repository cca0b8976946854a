"""The chain's heads outside the database: signed, kept while the pages are served, and an alarm in time."""

import datetime as dt
import logging
from pathlib import Path

import psycopg
import pytest

from integration.audit import bank
from support import keys
from tilth.connectors.audit_heads import heads, watch
from tilth.kernel.errors import TilthError

pytestmark = pytest.mark.postgres
_CUT = (
    "WITH gone AS (DELETE FROM tilth_audit_link WHERE number > 2 RETURNING entry_id)"
    " DELETE FROM tilth_audit_entry WHERE id IN (SELECT entry_id FROM gone)"
)


def watching(url: str, path: Path) -> watch.Watch:
    return watch.Watch(url=url, path=path, ring=lambda: keys.RING)


def moment(seconds: int) -> dt.datetime:
    return bank.AT + dt.timedelta(seconds=seconds)


def write(url: str, entries: int) -> None:
    with psycopg.connect(url) as connection:
        for number in range(entries):
            bank.note(connection, f"C{number}")


def cut_off(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(_CUT)


def test_a_head_is_written_after_a_minute_or_a_thousand_links(database: str, tmp_path: Path) -> None:
    path = tmp_path / "outside/heads.log"
    look = watching(database, path).look
    assert look(at=moment(0)) is None
    assert not path.exists()
    for seconds, entries in ((5, 3), (10, 1), (65, 0), (70, 0), (75, 1000), (80, 5)):
        write(database, entries)
        look(at=moment(seconds))
    known = heads.read(path, keys.RING)
    assert [(head.number, head.at) for head in known] == [
        (3, moment(5)),
        (4, moment(65)),
        (1004, moment(75)),
    ]
    assert path.stat().st_mode & 0o777 == 0o600
    watching(database, path).look(at=moment(81), final=True)
    assert heads.read(path, keys.RING)[-1].number == 1009


def test_a_tail_that_was_cut_off_is_told_within_two_minutes(database: str, tmp_path: Path) -> None:
    path = tmp_path / "heads.log"
    pages = watching(database, path)
    write(database, 5)
    pages.look(at=moment(0))
    kept = path.read_bytes()
    cut_off(database)
    alarms = [(second, pages.look(at=moment(second))) for second in range(5, 125, int(watch._LOOK))]
    second, sentence = next(one for one in alarms if one[1] is not None)
    print(f"FIGURE audit: a cut-off tail is told after {second} s")
    assert second <= 120
    assert sentence is not None
    assert "lost link 5 of" in sentence
    # neither more entries nor a new start of the server let it be forgotten
    write(database, 10)
    assert pages.look(at=moment(130)) is not None
    assert watching(database, path).look(at=moment(140)) is not None
    assert path.read_bytes() == kept


def test_the_server_keeps_heads_and_cries_out(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watch, "_LOOK", 0.01)
    path = tmp_path / "heads.log"
    write(database, 4)
    with watch.kept(watching(database, path)):
        pass
    assert heads.read(path, keys.RING)[-1].number == 4
    cut_off(database)
    with caplog.at_level(logging.CRITICAL, logger="tilth.audit"), watch.kept(watching(database, path)):
        pass
    assert "The audit lost link 4" in caplog.text


def test_an_unreachable_database_is_said_and_does_not_stop_the_server(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with watch.kept(watching(f"postgresql://nobody@/none?host={tmp_path}", tmp_path / "heads.log")):
        pass
    assert "heads are not kept at present" in caplog.text


@pytest.mark.parametrize("profile", list(keys.Profile))
def test_only_this_ring_signs_heads(tmp_path: Path, profile: keys.Profile) -> None:
    path, ring = tmp_path / "heads.log", keys.made(profile)
    head = heads.Head(day=bank.AT.date(), number=7, hash=b"\1" * 32, at=bank.AT)
    heads.append(path, head.signed(ring))
    assert heads.read(path, ring) == [head]
    for line in (
        head.signed(keys.made(profile, salt=1)),
        head.signed(ring).replace(" 7 ", " 8 "),
        "",
        "x 1.y",
    ):
        path.write_text(f"{head.signed(ring)}\n{line}\n")
        with pytest.raises(TilthError, match=r"line 2: this head was not written"):
            heads.read(path, ring)
