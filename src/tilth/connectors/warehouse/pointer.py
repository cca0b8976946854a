"""Generations and the pointer to the one that the pages show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from tilth.connectors.warehouse import changes, reports
from tilth.connectors.warehouse.load import Loaded
from tilth.kernel.ids import uuid7
from tilth.vault.ring import Ring

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Night:
    """What is published: the night's date, rules, feed, and the fingerprint of its files."""

    business_date: dt.date
    playbook_version: str
    feed_digest: str
    content: str


def same(connection: Connection, night: Night) -> int | None:
    """Return the present generation if it is this very night with this very content."""
    row = connection.execute(
        "SELECT g.id FROM tilth_publication p JOIN tilth_generation g ON g.id = p.current_id"
        " WHERE g.business_date = %s AND g.playbook_version = %s AND g.feed_digest = %s"
        " AND g.rows ->> 'content' = %s",
        [night.business_date, night.playbook_version, night.feed_digest, night.content],
    ).fetchone()
    return None if row is None else int(row[0])


def current(connection: Connection) -> int | None:
    """Return the generation that the pages show, None before the first."""
    row = connection.execute("SELECT current_id FROM tilth_publication").fetchone()
    return None if row is None else int(row[0])


def day_shown(connection: Connection) -> dt.date | None:
    """Return the business date of the night that the pages show, None before the first."""
    row = connection.execute(
        "SELECT g.business_date FROM tilth_publication p JOIN tilth_generation g ON g.id = p.current_id"
    ).fetchone()
    return None if row is None else row[0]


def kept(connection: Connection) -> set[int]:
    """Return the generations that pages may be reading: the present one and the one published before it."""
    rows = connection.execute(
        "SELECT id FROM tilth_generation WHERE state = 'published'"
        " ORDER BY published_at DESC, id DESC LIMIT 2"
    ).fetchall()
    return {int(row[0]) for row in rows}


def begin(connection: Connection, night: Night) -> int:
    """Make a generation that loads; those that never finished are dropped."""
    connection.execute("UPDATE tilth_generation SET state = 'dropped' WHERE state = 'loading'")
    row = connection.execute(
        "INSERT INTO tilth_generation (business_date, playbook_version, feed_digest, rows, state, created_at)"
        " VALUES (%s, %s, %s, '{}', 'loading', now()) RETURNING id",
        [night.business_date, night.playbook_version, night.feed_digest],
    ).fetchone()
    if row is None:
        raise psycopg.DatabaseError("the new generation has no number")
    return int(row[0])


def move(  # noqa: PLR0913 - keywords that say what is published
    connection: Connection,
    night: Night,
    *,
    generation: int,
    loaded: Sequence[Loaded],
    report: dict[str, Any],
    told: dict[str, Any],
    ring: Ring,
    faults: reports.Faults = (),
) -> None:
    """Point the pages at a generation, and say so in outbox and run report; in the caller's transaction."""
    tables = {
        one.table.name: {
            "rows": int(one.figures[0]),
            "sums": [str(figure or 0) for figure in one.figures[1:]],
        }
        for one in loaded
    }
    connection.execute(
        "UPDATE tilth_generation SET state = 'published', published_at = clock_timestamp(), rows = %s"
        " WHERE id = %s AND state = 'loading'",
        [Jsonb({"content": night.content, "tables": tables}), generation],
    )
    connection.execute(
        "INSERT INTO tilth_publication (id, current_id) VALUES (1, %s)"
        " ON CONFLICT (id) DO UPDATE SET current_id = excluded.current_id",
        [generation],
    )
    message = {
        "generation": generation,
        "business_date": night.business_date.isoformat(),
        "playbook_version": night.playbook_version,
        "rows": {name: table["rows"] for name, table in tables.items()},
    }
    connection.execute(
        "INSERT INTO tilth_outbox (id, topic, payload, created_at) VALUES (%s, 'night.published', %s, now())",
        [uuid7(), Jsonb(message)],
    )
    reports.insert(connection, report, faults)
    detail = {"business_date": message["business_date"], **told}
    changes.note(connection, generation=generation, detail=detail, ring=ring)


def forget_dropped(connection: Connection) -> None:
    """Note that older generations have no rows any more."""
    connection.execute(
        "UPDATE tilth_generation SET state = 'dropped' WHERE state = 'published' AND NOT id = ANY(%s)",
        [sorted(kept(connection))],
    )
