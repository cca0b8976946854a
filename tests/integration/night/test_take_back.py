"""`tilth night take-back`: the last night undone whole, and taken again as if it had never been."""

from typing import Any

import psycopg
from psycopg import sql

from integration.audit.bank import account
from integration.night.town import Town, fingerprint
from tilth.connectors.warehouse import tables
from tilth.connectors.warehouse.bookings import BOOKINGS
from tilth.connectors.warehouse.points import POINTS

_LEFT_OUT = ("generation", "night")
"""Numbers of publications: what is published again has another."""


def _shown(url: str) -> dict[str, list[Any]]:
    """Return every published row of the night on show and of the nights that are kept, and the open diary."""
    with psycopg.connect(url) as connection:
        shown = "generation = (SELECT current_id FROM tilth_publication)"
        found = {table.name: _rows(connection, table.name, shown) for table in tables.TABLES}
        for kept in (POINTS, BOOKINGS):
            found[kept.parent] = _rows(connection, kept.parent, f"night IN (SELECT id FROM {kept.nights})")
        found["tilth_diary"] = _rows(connection, "tilth_diary", "open AND subject <> 'task'")
    return found


def _rows(connection: psycopg.Connection[Any], table: str, where: str) -> list[Any]:
    left_out = sql.SQL(" - ").join(map(sql.Literal, _LEFT_OUT))
    statement = "SELECT (to_jsonb(t) - {out})::text FROM {table} t WHERE " + where + " ORDER BY 1"
    return connection.execute(sql.SQL(statement).format(out=left_out, table=sql.Identifier(table))).fetchall()


def _wishes(url: str) -> None:
    """Let everybody agree to be greeted: the nights make greetings then."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO tilth_consent (id, customer_id, purpose, channel, decision, text_version, evidence,"
            " decided_at, recorded_by_id, created_at) SELECT gen_random_uuid(), customer_id, 'greeting',"
            " 'sms', 'granted', '1', '', '2026-01-01', %s, now() FROM published_customer",
            [account(connection, "wishes")],
        )


def _task(url: str) -> None:
    """Record a promise, as somebody does in the morning."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at)"
            " SELECT gen_random_uuid(), min(customer_id), 'S1', %s, 'task', '', '2026-12-01', now()"
            " FROM published_customer",
            [account(connection, "lin")],
        )


def _ask(url: str, statement: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def test_the_last_night_is_taken_back_whole_and_taken_again(old_town: Town) -> None:
    url, (first, second, _) = old_town.url, old_town.feeds
    status, _, err = old_town.run("night", "take-back")
    assert (status, len(err.strip().splitlines())) == (2, 1)
    assert "holds no night before the last one" in err

    _wishes(url)
    assert old_town.run("nightly", first)[0] == 0  # the feed is known, its greetings are made
    before = _shown(url), fingerprint(old_town.lake)
    assert old_town.run("nightly", second)[0] == 0
    with_it = _shown(url), fingerprint(old_town.lake)
    assert with_it[0]["published_customer"] != before[0]["published_customer"]
    made = "SELECT customer_id, occasion, due_on FROM tilth_greeting WHERE state = 'open' ORDER BY 1, 2, 3"
    greetings = _ask(url, made)
    assert len(with_it[0]["tilth_diary"]) > len(before[0]["tilth_diary"]) > 0
    _task(url)

    status, out, err = old_town.run("night", "take-back")
    assert (status, err) == (0, "")
    assert f"{second.name}: taken out of the lake" in out
    assert f"{first.name}: published again as generation 3" in out
    assert _shown(url) == before[0]
    assert fingerprint(old_town.lake) == before[1]
    assert _ask(url, "SELECT count(*) FROM tilth_diary WHERE subject = 'task' AND open") == [(1,)]
    told = "SELECT business_date::text, status, report ->> 'refusal' FROM tilth_run_report ORDER BY id"
    assert [row[:2] for row in _ask(url, told)] == [
        (first.name, "published"),
        (second.name, "taken_back"),
        (first.name, "published"),
    ]
    assert f"The night of {second.name} was taken back" in _ask(url, told)[1][2]

    assert old_town.run("nightly", second)[0] == 0
    assert _ask(url, made) == greetings
    assert fingerprint(old_town.lake) != before[1]
