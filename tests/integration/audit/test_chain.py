"""The chain: one, whoever commits at once; its hashes are what anybody can work out outside the database."""

import datetime as dt
import hashlib
import json
import random
import threading

import psycopg
import pytest

from integration.audit import bank
from support.soak import scale
from tilth.domain.audit import histories

pytestmark = pytest.mark.postgres
SESSIONS, EACH = scale((4, 10), (16, 500))


def test_sessions_that_commit_at_once_make_one_chain(database: str) -> None:
    gate = threading.Barrier(SESSIONS)

    def work(session: int) -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            gate.wait()
            for number in range(EACH):
                with connection.transaction():
                    bank.note(connection, f"C{session}-{number}")

    threads = [threading.Thread(target=work, args=(session,)) for session in range(SESSIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with psycopg.connect(database) as connection:
        assert bank.broken(connection) == ()
        rows = connection.execute(
            "SELECT count(*), count(DISTINCT entry_id) FROM tilth_audit_link"
        ).fetchone()
    assert rows == (SESSIONS * EACH, SESSIONS * EACH)
    print(f"FIGURE audit: {SESSIONS} sessions, {SESSIONS * EACH} commits, one chain")


def test_a_link_hashes_the_one_before_and_its_entry_also_across_days(database: str) -> None:
    with psycopg.connect(database) as connection:
        bank.earlier(connection, days=3, entries=2)
        connection.commit()
        rows = connection.execute(
            "SELECT l.day, l.number, l.hash, e.id, e.at, e.customer_ids, e.detail FROM tilth_audit_link l"
            " JOIN tilth_audit_entry e ON e.id = l.entry_id ORDER BY l.day, l.number"
        ).fetchall()
    previous = b"\0" * 32
    for day, number, made, entry, at, customers, detail in rows:
        since = (day - dt.date(1970, 1, 1)).days
        moment = int(at.timestamp() * 1_000_000)
        told = [since, number, entry, moment, "view", None, None, "rm", "", "", "customer", customers[0]]
        told += [customers, "", {"a": "深耕", "row": detail["row"]}]
        text = f"[{', '.join(json.dumps(value, ensure_ascii=False) for value in told)}]"
        previous = hashlib.sha256(previous + text.encode()).digest()
        assert made == previous
    assert [(str(row[0]), row[1]) for row in rows] == [
        (f"2020-04-0{day}", number) for day in (1, 2, 3) for number in (1, 2)
    ]


def test_days_never_step_back(database: str) -> None:
    with psycopg.connect(database) as connection:
        bank.earlier(connection, days=2, entries=1)
        bank.earlier(connection, days=1, entries=1)
        connection.commit()
        days = connection.execute("SELECT day, number FROM tilth_audit_link ORDER BY entry_id").fetchall()
        assert [(str(day), number) for day, number in days] == [
            ("2020-04-01", 1),
            ("2020-04-02", 1),
            ("2020-04-02", 2),
        ]
        assert bank.broken(connection) == ()


def test_what_is_rolled_back_leaves_no_gap(database: str) -> None:
    with psycopg.connect(database) as connection:
        for keep in (True, False, True):
            bank.note(connection, "C1")
            (connection.commit if keep else connection.rollback)()
        assert connection.execute("SELECT number FROM tilth_audit_link ORDER BY 1").fetchall() == [(1,), (2,)]
        assert bank.broken(connection) == ()


@pytest.mark.requirement("PROF-24", "GOV-02")
def test_every_tracked_table_tells_the_audit(database: str) -> None:
    with psycopg.connect(database) as connection:
        bearing = connection.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'tilth_note_change' AND t.tgenabled = 'O'"
        ).fetchall()
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'tilth\\_%\\_history' AND relkind = 'r'"
        ).fetchall()
    histories_ = {one.history for one in histories.tracked()}
    assert {name for (name,) in bearing} == {name for (name,) in tables} == histories_
    assert {"tilth_user_history", "tilth_consent_history", "tilth_cover_history"} <= histories_


def test_rows_older_than_their_history_get_a_first_version(database: str) -> None:
    from tilth.data.migrations import _landed  # noqa: PLC0415 - beside the statement that it gives

    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        bank.account(connection, "older")
        connection.execute("SET session_replication_role = origin")
        assert bank.broken(connection)[0].startswith("tilth_user, row")
        connection.execute(_landed.FIRST_VERSIONS)
        bank.connect_links(connection)
        assert bank.broken(connection) == ()


def test_a_chain_longer_than_one_look_is_read_whole(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tilth.domain.audit import chain  # noqa: PLC0415 - its size is changed here

    monkeypatch.setattr(chain, "_AT_ONCE", 3)
    with psycopg.connect(database) as connection:
        bank.earlier(connection, days=2, entries=10)
        bank.today(connection, random.Random(1), entries=3)
        assert bank.broken(connection) == ()
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE tilth_audit_entry SET why = 'x' WHERE subject_id = 'C6'")
        assert bank.broken(connection)[0].startswith("2020-04-01, link 7 does not follow")
