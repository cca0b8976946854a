"""Tracked rows, their histories and the entries about these: none may be without the others."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from pghistory.models import Event
from psycopg import sql

from tilth.data import history
from tilth.data.history import CHANGES_ONLY
from tilth.data.security import audit
from tilth.domain.audit import sealings
from tilth.domain.audit.chain import Connection
from tilth.vault import marks
from tilth.vault.ring import Ring


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """One table whose every version is kept: its name, its history's, its key, and the columns kept."""

    table: str
    history: str
    key: str
    columns: tuple[str, ...]


# A version whose texts were sealed afterwards has the digest that the ring vouches for since.
_VERSIONS = """
    WITH sealed AS (
        SELECT v.key AS version, v.value ->> 0 AS before, v.value ->> 1 AS since
        FROM tilth_audit_entry s, jsonb_each(s.detail -> 'versions') v
        WHERE s.id = ANY ({sealings}) AND s.subject_type = {name})
    SELECT h.pgh_id, h.pgh_obj_id::text, e.id IS NULL FROM {history} h
    LEFT JOIN tilth_audit_entry e
        ON e.action = 'change' AND e.subject_type = {name} AND e.subject_id = h.pgh_obj_id::text
            AND e.detail ->> 'history' = h.pgh_id::text
    LEFT JOIN sealed s ON s.version = h.pgh_id::text AND s.before = e.detail ->> 'digest'
    WHERE coalesce(s.since, e.detail ->> 'digest') IS DISTINCT FROM {digest} ORDER BY h.pgh_id LIMIT {most}
"""
_TOLD = """
    WITH swept AS MATERIALIZED (
        SELECT jsonb_array_elements_text(s.detail -> 'keys') AS key FROM tilth_audit_entry s
        WHERE s.id = ANY ({swept}) AND s.subject_type = {name})
    SELECT e.id, e.subject_id, pg_input_is_valid(coalesce(e.detail ->> 'history', ''), 'bigint')
    FROM tilth_audit_entry e
    WHERE e.action = 'change' AND e.subject_type = {name} AND NOT EXISTS (
        SELECT FROM {history} h
        WHERE h.pgh_obj_id::text = e.subject_id AND h.pgh_id::text = e.detail ->> 'history')
        AND NOT EXISTS (SELECT FROM swept k WHERE k.key = e.subject_id)
    ORDER BY e.id LIMIT {most}
"""
_PRESENT = """
    WITH last AS (SELECT DISTINCT ON (pgh_obj_id) * FROM {history} ORDER BY pgh_obj_id, pgh_id DESC)
    SELECT coalesce(c.{key}::text, h.{key}::text) FROM {table} c
    FULL JOIN (SELECT * FROM last WHERE pgh_label <> 'delete') h ON h.{key} = c.{key}
    WHERE c.{key} IS NULL OR h.{key} IS NULL OR ({present}) IS DISTINCT FROM ({kept}) ORDER BY 1 LIMIT {most}
"""
_UNKNOWN = """
    SELECT id, subject_type FROM tilth_audit_entry
    WHERE action = 'change' AND NOT subject_type = ANY (%s) ORDER BY id LIMIT %s
"""
_SWEPT = "SELECT id, subject_type, detail FROM tilth_audit_entry WHERE action = 'sweep' ORDER BY id"
MOST = 100
"""Rows of one kind that are named; what is more is said to be more."""


@functools.cache
def tracked() -> tuple[Tracked, ...]:
    """Return every tracked table, by name."""
    history.make()
    found = []
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Event):
            columns = [field.column for field in model._meta.concrete_fields]  # noqa: SLF001 - Django's documented door
            name = model._meta.db_table  # noqa: SLF001
            found.append(
                Tracked(
                    table=name.removesuffix("_history"),
                    history=name,
                    key=model._meta.get_field("pgh_obj").target_field.column,  # type: ignore[misc] # noqa: SLF001
                    columns=tuple(column for column in columns if not column.startswith("pgh_")),
                )
            )
    return tuple(sorted(found, key=lambda one: one.table))


def broken(connection: Connection, ring: Ring) -> Iterator[str]:
    """Yield a sentence for every version, entry or row that does not fit the others, up to 100 of a kind.

    Versions that went with their row when its period was over are no break: a sweep of this ring says so.
    """
    swept, strange = _sweeps(connection, ring)
    for entry in strange[:MOST]:
        said = f"Entry {entry} says that rows went because their period was over"
        yield f"{said}, and no sweep of this installation wrote it."
    known = [one.table for one in tracked()]
    for entry, named in connection.execute(_UNKNOWN, [known, MOST]).fetchall():
        where = f"{named[:100]!r}, where no versions are kept"
        yield f"Entry {entry} tells of a change in {where}: it cannot be read."
    vouched, forged = sealings.vouched(connection, ring)
    yield from forged
    for one in tracked():
        yield from _versions(connection, one, vouched, swept)
        if one.table not in CHANGES_ONLY:
            yield from _present(connection, one)


def _sweeps(connection: Connection, ring: Ring) -> tuple[list[int], list[int]]:
    """Return the entries of sweeps with the ring's mark, and those that only look like one."""
    found: tuple[list[int], list[int]] = [], []
    with connection.cursor(name="tilth_sweeps") as cursor:
        for entry, table, detail in cursor.execute(_SWEPT):
            found[not marks.is_marked(ring, marks.SWEEP, table, detail)].append(entry)
    return found


def _versions(connection: Connection, one: Tracked, vouched: list[int], swept: list[int]) -> Iterator[str]:
    digest, sealings_ = sql.SQL(audit.DIGEST.format(row="h")), sql.Literal(vouched)
    found = _found(
        connection, _VERSIONS, one, digest=digest, sealings=sql.SQL("{}::bigint[]").format(sealings_)
    )
    for version, row, missing in found:
        what = "is in no entry of the audit" if missing else "is not what the audit saw: it was changed"
        yield f"{one.table}, row {row}: version {version} {what}."
    for entry, row, reads in _found(connection, _TOLD, one, swept=sql.Literal(swept)):
        if reads:
            yield f"{one.table}, row {row}: the version that entry {entry} tells about is gone."
        else:
            yield f"{one.table}, row {row}: entry {entry} names no version: it cannot be read."


def _present(connection: Connection, one: Tracked) -> Iterator[str]:
    def columns(alias: str) -> sql.Composable:
        return sql.SQL(", ").join(sql.Identifier(alias, column) for column in one.columns)

    for (row,) in _found(connection, _PRESENT, one, present=columns("c"), kept=columns("h")):
        yield f"{one.table}, row {row} is not as its last version: it was changed past the audit."


def _found(
    connection: Connection, statement: str, one: Tracked, **parts: sql.Composable
) -> list[tuple[Any, ...]]:
    names = {
        "table": sql.Identifier(one.table),
        "history": sql.Identifier(one.history),
        "name": sql.Literal(one.table),
        "key": sql.Identifier(one.key),
        "most": sql.Literal(MOST),
    }
    return connection.execute(sql.SQL(statement).format(**names, **parts)).fetchall()
