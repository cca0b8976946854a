"""Whoever owns the database can change it, but not unseen: twelve kinds of tampering (F11, C-32)."""

import random
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from integration.audit import bank, tampers
from integration.audit.bank import Connection
from support import databases
from support.soak import scale

pytestmark = pytest.mark.postgres
ROUNDS = scale(2, 1000)
SEED = 20


@pytest.fixture(scope="module")
def whole(migrated: str, postgres: str) -> Iterator[Connection]:
    """A connection to a database with three days of audit in it."""
    url = databases.copy(postgres, databases.TEMPLATE)
    with psycopg.connect(url) as connection:
        bank.earlier(connection, days=2, entries=6)
        bank.today(connection, random.Random(SEED), entries=6)
        connection.commit()
        yield connection
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture
def audited(whole: Connection) -> Iterator[Connection]:
    """The same in a transaction that comes to nothing."""
    yield whole
    whole.rollback()


def test_an_untouched_audit_is_whole(audited: Connection) -> None:
    assert bank.broken(audited, bank.head(audited)) == ()


@pytest.mark.parametrize("tamper", tampers.SEEN_INSIDE, ids=lambda tamper: tamper.__name__)
def test_tampering_shows_in_the_database_itself(audited: Connection, tamper: tampers.Tamper) -> None:
    missed = []
    for number in range(ROUNDS):
        chance = random.Random(f"{SEED} {tamper.__name__} {number}")
        audited.execute("SET LOCAL session_replication_role = replica")
        tamper(audited, chance)
        if not bank.broken(audited):
            missed.append(number)
        audited.rollback()
    print(f"FIGURE audit: {ROUNDS} times {tamper.__name__}, {len(missed)} undetected")
    assert missed == []


@pytest.mark.parametrize("tamper", tampers.SEEN_OUTSIDE, ids=lambda tamper: tamper.__name__)
def test_what_leaves_a_flawless_chain_shows_by_the_head_outside(
    audited: Connection, tamper: tampers.Tamper
) -> None:
    missed = []
    for number in range(ROUNDS):
        chance = random.Random(f"{SEED} {tamper.__name__} {number}")
        audited.execute("SAVEPOINT yesterday")
        bank.today(audited, chance, entries=5)
        head = bank.head(audited)
        audited.execute("SET LOCAL session_replication_role = replica")
        tamper(audited, chance)
        assert bank.broken(audited) == ()
        if not bank.broken(audited, head):
            missed.append(number)
        audited.rollback()
    print(f"FIGURE audit: {ROUNDS} times {tamper.__name__}, {len(missed)} undetected")
    assert missed == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "DELETE FROM tilth_audit_link WHERE day = '2020-04-01' AND number = 3",
            "2020-04-01, link 3 is missing",
        ),
        (
            "DELETE FROM tilth_audit_entry WHERE at = '2020-04-02 08:01:00+00'",
            "2020-04-02, link 2 has no entry any more",
        ),
        (
            "UPDATE tilth_audit_entry SET why = 'x' WHERE at < '2020-04-02' AND subject_id > 'C3'",
            "2020-04-01, link 5",
        ),
        ("UPDATE tilth_audit_link SET day = '2020-04-03' WHERE day = '2020-04-02'", "2020-04-03, link 1"),
        ("DELETE FROM tilth_audit_link WHERE day = '2020-04-01'", "2020-04-02, link 1 does not follow"),
        ("UPDATE tilth_user SET name = 'x'", "tilth_user, row"),
        (
            "ALTER TABLE tilth_audit_entry DISABLE TRIGGER tilth_chain",
            "Trigger tilth_chain on tilth_audit_entry",
        ),
    ],
)
def test_the_first_break_is_named(audited: Connection, statement: str, sentence: str) -> None:
    audited.execute("SET LOCAL session_replication_role = replica")
    audited.execute(statement)
    assert bank.broken(audited)[0].startswith(sentence)


def test_one_day_is_verified_alone(audited: Connection) -> None:
    audited.execute("SET LOCAL session_replication_role = replica")
    audited.execute("UPDATE tilth_audit_entry SET why = 'x' WHERE at < '2020-04-02'")
    assert bank.broken(audited, day=bank.AT.date()) != ()
    assert bank.broken(audited, day=bank.head(audited).day) == ()
