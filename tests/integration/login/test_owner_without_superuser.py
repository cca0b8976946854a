"""On a bank's own server the owner is no superuser: what it can take from the login it takes."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from integration.login.conftest import proof
from support import databases
from tilth.connectors.postgres import server
from tilth.domain.audit import catalogue, guards

pytestmark = pytest.mark.postgres
OWNER, NAME = "bank_owner", "a_banks_own"


@pytest.fixture(scope="module")
def own(postgres: str, migrated: str, django_db_blocker) -> Iterator[str]:
    """The address of a database that such an owner brought up; the login was there before."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER CREATEROLE")
        connection.execute(f"GRANT tilth_web TO {OWNER}")
        connection.execute(f"GRANT CONNECT ON DATABASE postgres TO {OWNER}")
        connection.execute(f"CREATE DATABASE {NAME} OWNER {OWNER} TEMPLATE template0")
    url = urlunsplit(urlsplit(server.renamed(postgres, NAME))._replace(netloc=f"{OWNER}@"))
    with django_db_blocker.unblock():
        databases.migrate(url)
    yield url
    databases.drop(postgres, NAME)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {OWNER}; DROP ROLE {OWNER}")


@pytest.fixture
def owner(own: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(own) as connection:
        yield connection
        connection.rollback()


def test_its_guards_are_as_shipped_and_what_is_left_is_named(owner: psycopg.Connection[Any]) -> None:
    assert list(guards.broken(owner)) == []
    left = list(catalogue.broken(owner, kinds=catalogue.SUPERUSERS))
    assert any("set_config(text,text,boolean)" in one for one in left)
    print(f"FIGURE login: {len(left)} rights of PostgreSQL's own that only a superuser takes away")


def test_a_condition_still_opens_no_audit_and_names_nobody(own: str, owner: psycopg.Connection[Any]) -> None:
    owner.execute(
        "INSERT INTO tilth_user (username, name, role, language, theme, updown, is_active, created_at,"
        " password) VALUES ('rm', 'rm', 'rm', 'en', 'auto', 'cn', true, now(), '')"
    )
    owner.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    owner.commit()
    number = owner.execute("SELECT id FROM tilth_user").fetchone()[0]
    address = urlunsplit(urlsplit(own)._replace(netloc="tilth_web@"))
    with psycopg.connect(address) as web:
        made = proof(web, "enter", number, None, "r", "", None)
        web.execute("SELECT tilth_enter(%s, NULL, '', 'r', %s, NULL)", [number, made])
        web.execute(
            "SELECT set_config('tilth.reads_audit', 'true', true), set_config('tilth.user', '7', true)"
        )
        assert web.execute("SELECT count(*) FROM tilth_audit_entry").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("SELECT tilth_note('view', 'x', 'x', '{}', '', '{}')")
