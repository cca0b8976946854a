"""The committed town, and a connection to it as the pages' login."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from integration.doors import town
from support import databases
from tilth.data.guard import WEB
from tilth.data.security import entry

Web = psycopg.Connection[tuple[Any, ...]]
Enter = Callable[[str], Web]


def proof(web: Web, *said: object, late: int = 0) -> str:
    """Return what the pages would prove on this connection, `late` seconds ago; it begins no transaction."""
    return entry.made(*said, at=int(time.time()) - late, backend=web.info.backend_pid)


@pytest.fixture(scope="module")
def town_database(migrated: str, postgres: str) -> Iterator[str]:
    """The address of one database for the tests of a file."""
    url = databases.copy(postgres, databases.TEMPLATE)
    yield url
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture(scope="module")
def bank(town_database: str, django_db_blocker) -> Iterator[town.Town]:
    """The town, committed there."""
    with django_db_blocker.unblock(), town.committed(town_database) as made:
        yield made


@pytest.fixture
def owner(bank: town.Town, town_database: str) -> Iterator[Web]:
    """A connection as the owner of the tables."""
    with psycopg.connect(town_database) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def web(bank: town.Town, town_database: str) -> Iterator[Web]:
    """A connection by the pages' own login; nobody has entered."""
    address = urlunsplit(urlsplit(town_database)._replace(netloc=f"{WEB}@"))
    with psycopg.connect(address) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def enter(bank: town.Town, web: Web) -> Enter:
    """Begin a transaction of the pages' login as somebody, by role."""

    def become(role: str) -> Web:
        web.rollback()
        user, night = bank.users[role].pk, bank.generation.pk
        made = proof(web, "enter", user, night, f"request of {role}", "192.0.2.7", None)
        web.execute(
            "SELECT tilth_enter(%s, %s, '192.0.2.7', %s, %s, NULL)",
            [user, night, f"request of {role}", made],
        )
        return web

    return become
