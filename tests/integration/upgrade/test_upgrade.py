"""A database from before the proof of entry: brought up, it guards as a fresh one does, and loses nothing."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from integration.audit import bank
from support import databases, keys
from tilth.connectors.postgres import server
from tilth.connectors.warehouse import changes
from tilth.domain.audit import catalogue, guards

pytestmark = pytest.mark.postgres
OLD = Path(__file__).with_name("tables_0013.sql.gz")
"""Three accounts, one of them covering another, and an open session; as `pg_dump` wrote it."""
_NIGHT = """
    CREATE TABLE published_branch_g7 PARTITION OF published_branch FOR VALUES IN (7);
    INSERT INTO tilth_generation (id, business_date, playbook_version, feed_digest, rows, state, created_at,
        published_at) VALUES (7, '2020-01-01', 'old', 'old', '{}', 'published', now(), now());
    INSERT INTO tilth_publication (id, current_id) VALUES (1, 7);
    INSERT INTO published_branch (generation, branch_id, name, parent_id, path)
        VALUES (7, 'B', 'Branch', 'H', '{B,H}'), (7, 'H', 'Head office', NULL, '{H}');
    INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at)
        SELECT gen_random_uuid(), 'C1', 'S3', min(id), 'task', '', '2020-01-03', now() FROM tilth_user
"""
"""A night on show and a promise, as the earlier version wrote them."""
Connection = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def as_left(postgres: str, name: str) -> Iterator[str]:
    """Make a database as the earlier version left it; yield its address."""
    url = server.database(postgres, name)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tilth_web')"
            " THEN CREATE ROLE tilth_web LOGIN NOINHERIT; END IF; END $$"
        )
        connection.execute(gzip.decompress(OLD.read_bytes()).decode())
        connection.execute("SET search_path = public")
        connection.execute(
            "INSERT INTO tilth_ownership_change (customer_id, to_staff_id, source)"
            " VALUES ('C1', 'S3', 'feed')"
        )
    yield url
    databases.drop(postgres, name)


@pytest.fixture
def old(postgres: str) -> Iterator[str]:
    """The address of a database as the earlier version left it."""
    with as_left(postgres, "old") as url:
        yield url


@pytest.fixture(scope="module")
def brought_up(postgres: str, django_db_modify_db_settings: None, django_db_blocker) -> Iterator[str]:
    """The name of that database after `tilth init` of this version; only to be copied."""
    with as_left(postgres, "brought_up") as url:
        with django_db_blocker.unblock():
            databases.migrate(url)
        with psycopg.connect(url, autocommit=True) as connection:
            assert changes.tell_anew(connection, lambda: keys.RING)
            assert not changes.tell_anew(connection, lambda: keys.RING)
        yield "brought_up"


@pytest.fixture
def upgraded(brought_up: str, postgres: str) -> Iterator[Connection]:
    """A connection to a copy of it."""
    url = databases.copy(postgres, brought_up)
    with psycopg.connect(url) as connection:
        yield connection
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


def test_it_guards_as_a_fresh_one_does(upgraded: Connection) -> None:
    assert list(catalogue.shipped().differing(catalogue.present(upgraded))) == []
    assert list(guards.broken(upgraded)) == []


def test_its_audit_is_whole_and_tells_of_the_passwords(upgraded: Connection) -> None:
    assert bank.broken(upgraded) == ()
    assert upgraded.execute("SELECT count(*) FROM tilth_user_history").fetchone() == (6,)


def test_rows_that_no_publication_told_are_told_once_for_all(upgraded: Connection) -> None:
    upgraded.execute("UPDATE tilth_ownership_change SET to_staff_id = 'S2'")
    assert [one.partition(":")[0] for one in bank.broken(upgraded)] == ["tilth_ownership_change"]


def test_open_sessions_end_and_running_covers_go_on(upgraded: Connection) -> None:
    assert upgraded.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
    found = upgraded.execute("SELECT absent_staff_id, substitute_staff_id FROM tilth_cover").fetchall()
    assert found == [("S3", "S2")]
    entered = upgraded.execute(
        "SELECT e.managers FROM tilth_user u, tilth_enter(u.id, NULL, '', '', '', NULL) e"
        " WHERE username = 'rm'"
    ).fetchone()
    assert entered == (["S2", "S3"],)


def test_its_records_have_lines_and_its_branches_numbers(
    old: str, django_db_modify_db_settings: None, django_db_blocker
) -> None:
    with psycopg.connect(old) as connection:
        connection.execute(_NIGHT)
    with django_db_blocker.unblock():
        databases.migrate(old)
    with psycopg.connect(old) as connection:
        found = connection.execute(
            "SELECT subject, customer_id, staff_id, due_on::text, open, branch_no FROM tilth_diary"
        ).fetchall()
        numbers = connection.execute(
            "SELECT branch_id, branch_no, branch_last FROM published_branch ORDER BY 2"
        ).fetchall()
    assert found == [("task", "C1", "S3", "2020-01-03", True, None)]
    assert numbers == [("H", 7000001, 7000002), ("B", 7000002, 7000002)]


def test_a_right_that_an_earlier_version_gave_is_found_again(upgraded: Connection) -> None:
    upgraded.execute("GRANT INSERT ON tilth_consent_history TO tilth_web")
    (said,) = catalogue.broken(upgraded)
    assert said.startswith("Table tilth_consent_history is not as it was shipped (rights: tilth_web INSERT)")
