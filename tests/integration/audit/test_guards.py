"""Guards taken out by the owner of the database: the audit and `tilth check` see it, and name what it is."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from integration.audit import bank
from integration.audit.bank import Connection
from integration.audit.edited import EDITED
from integration.audit.taken_out import TAKEN_OUT
from support import databases
from tilth.domain.audit import brought, catalogue

pytestmark = pytest.mark.postgres
WAYS = TAKEN_OUT | EDITED


@pytest.fixture(scope="module")
def kept(migrated: str, postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a bank of two publications with an account in it."""
    from integration.audit.test_publication import changed, publish  # noqa: PLC0415
    from support import lakes  # noqa: PLC0415

    url = databases.copy(postgres, databases.TEMPLATE)
    folder = tmp_path_factory.mktemp("nights")
    night = lakes.bank(customers=12)
    numbers = [row["customer_id"] for row in night["marts.customers"][:4]]
    publish(url, folder / "1", night)
    new = changed(changed(night, numbers[1], rm_id="S7"), numbers[2], rm_id="S7")
    publish(url, folder / "2", new)
    with psycopg.connect(url) as connection:
        bank.account(connection, "rm")
        connection.commit()
        yield connection
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture
def guarded(kept: Connection) -> Iterator[Connection]:
    """The same in a transaction that comes to nothing."""
    yield kept
    kept.rollback()


def test_what_cannot_be_read_is_named_and_the_rest_is_judged(guarded: Connection) -> None:
    """Whoever got an unreadable entry in blinds nobody: every other break is still named."""
    for detail in ('{"history": "abc"}', '{"history": 999999}', "{}", "[]", '"x"', "null", '{"history": {}}'):
        guarded.execute("SELECT tilth_note('change', 'tilth_contact', 'x', '{}', '', %s)", [detail])
        guarded.execute("SELECT tilth_note('publish', 'generation', '7', '{}', '', %s)", [detail])
        guarded.execute("SELECT tilth_note('walk', 'account', 'x', '{}', 'lifted', %s)", [detail])
        guarded.execute("SELECT tilth_note('verify', '', '', '{}', '', %s)", [detail])
    guarded.execute("SELECT tilth_note('change', 'nothing', 'x', '{}', '', '{}')")
    guarded.execute("UPDATE published_customer SET rm_id = 'S9' WHERE customer_id = 'C000001'")
    found = bank.broken(guarded)
    assert len([one for one in found if one.endswith("names no version: it cannot be read.")]) == 6, found
    assert len([one for one in found if "no publication of this installation wrote it" in one]) == 7
    assert any("'nothing', where no versions are kept" in one for one in found)
    assert any("the version that entry" in one for one in found)
    assert any(one.startswith("published_customer: an owner") for one in found)


def test_a_setting_of_the_whole_server_is_found(guarded: Connection) -> None:
    with psycopg.connect(guarded.info.dsn, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET session_replication_role = replica")
        try:
            server.execute("SELECT pg_reload_conf()")
            for _ in range(200):
                server.execute("SELECT pg_sleep(0.02)")
                if server.execute("SHOW session_replication_role").fetchone() == ("replica",):
                    break
            with psycopg.connect(guarded.info.dsn) as later:
                assert any(one.startswith("Setting session_replication_role") for one in bank.broken(later))
        finally:
            server.execute("ALTER SYSTEM RESET session_replication_role")
            server.execute("SELECT pg_reload_conf()")


def test_a_role_that_the_bank_declares_is_no_break(
    guarded: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.execute("CREATE ROLE dba SUPERUSER LOGIN")
    assert any(one.startswith("Role dba") for one in bank.broken(guarded))
    monkeypatch.setenv("TILTH_DATABASE_ROLES", "other, dba")
    assert bank.broken(guarded) == ()


def test_what_an_unknown_version_of_postgresql_brings_is_left_out(
    guarded: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.execute("UPDATE pg_type SET typsend = 'textsend' WHERE typname = 'cidr'")
    assert [one for one in bank.broken(guarded) if one.startswith("PostgreSQL itself types")] != []
    catalogue.shipped.cache_clear()
    monkeypatch.setattr(brought, "_known", dict)
    try:
        assert bank.broken(guarded) == ()
    finally:
        catalogue.shipped.cache_clear()


def test_an_untouched_bank_is_whole(guarded: Connection) -> None:
    assert bank.broken(guarded, bank.head(guarded)) == ()


@pytest.mark.parametrize("what", list(WAYS))
def test_what_is_taken_out_is_found(guarded: Connection, what: str) -> None:
    statement, sentence = WAYS[what]
    guarded.execute(statement)
    found = bank.broken(guarded)
    assert any(one.startswith(sentence) for one in found), found
