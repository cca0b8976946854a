"""A database with a few days of audit in it: entries, versions, heads; written without Django."""

import datetime as dt
import random
from typing import Any

import psycopg

from support import keys
from tilth.connectors.audit_heads import heads
from tilth.domain.audit import verifying

AT = dt.datetime(2020, 4, 1, 8, tzinfo=dt.UTC)
Connection = psycopg.Connection[tuple[Any, ...]]
_ACCOUNT = (
    "INSERT INTO tilth_user (username, name, role, staff_id, language, theme, updown, is_active, created_at,"
    " password, password_digest) VALUES (%s, %s, %s, %s, 'en', 'auto', 'cn', true, now(), '',"
    " encode(sha256(''), 'hex')) RETURNING id"
)
_EARLIER = (
    "INSERT INTO tilth_audit_entry (at, action, role, address, request, subject_type, subject_id,"
    " customer_ids, why, detail) VALUES (%s, 'view', 'rm', '', '', 'customer', %s, %s, '', %s)"
)
_QUIET = (
    "INSERT INTO tilth_do_not_disturb (id, customer_id, channel, topic, reason, source, starts_on,"
    " created_at, created_by_id) VALUES (gen_random_uuid(), %s, 'any', '', '', '', '2020-04-01', now(), %s)"
)


def account(connection: Connection, name: str, role: str = "rm", staff_id: str | None = None) -> int:
    row = connection.execute(_ACCOUNT, [name, name, role, staff_id]).fetchone()
    assert row is not None
    return int(row[0])


def note(connection: Connection, customer_id: str, action: str = "view") -> None:
    connection.execute(
        "SELECT tilth_note(%s, 'customer', %s, %s, '', '{}')", [action, customer_id, [customer_id]]
    )


def earlier(connection: Connection, *, days: int, entries: int) -> None:
    """Write the views of some days long ago."""
    for day in range(days):
        for number in range(entries):
            customer = f"C{number}"
            at = AT + dt.timedelta(days=day, minutes=number)
            connection.execute(_EARLIER, [at, customer, [customer], f'{{"row": {number}, "a": "深耕"}}'])


def today(connection: Connection, chance: random.Random, *, entries: int) -> None:
    """Write accounts, settings that change, and views at the end."""
    person = account(connection, f"a{chance.random()}")
    for number in range(3):
        connection.execute(_QUIET, [f"C{number}", person])
    connection.execute("UPDATE tilth_do_not_disturb SET reason = 'wish' WHERE customer_id = 'C1'")
    connection.execute("DELETE FROM tilth_do_not_disturb WHERE customer_id = 'C2'")
    for _ in range(entries):
        note(connection, f"C{chance.randrange(9)}")
    connect_links(connection)


def connect_links(connection: Connection) -> None:
    """Make the links now and not at the commit."""
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.execute("SET CONSTRAINTS ALL DEFERRED")


def head(connection: Connection) -> heads.Head:
    found = heads.present(connection, at=AT)
    assert found is not None
    return found


def broken(connection: Connection, *taken: heads.Head, day: dt.date | None = None) -> tuple[str, ...]:
    """Verify with the heads that were taken; return what is wrong."""
    known = [(one.day, one.number, one.hash) for one in taken]
    return verifying.verify(connection, ring=keys.RING, day=day, heads=known).broken
