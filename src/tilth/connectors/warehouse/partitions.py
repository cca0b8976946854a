"""Partitions of the published tables: made aside, attached whole, swept away when nobody needs them."""

import re
from collections.abc import Iterable

import psycopg
from psycopg import sql

_Connection = psycopg.Connection[tuple[object, ...]]
_CHILD = re.compile(r"^(published_[a-z_]+)_g(\d+)$")


def child(parent: str, generation: int) -> str:
    """Return the name of a parent's partition."""
    return f"{parent}_g{generation}"


def creation(parent: str, generation: int) -> str:
    """Return the statement that makes a generation's table aside."""
    return aside(parent, child(parent, generation), check=f"generation = {int(generation)}")


def aside(parent: str, name: str, *, check: str) -> str:
    """Return the statement that makes a table like its parent aside; its CHECK lets it be attached unread."""
    return (
        f"CREATE TABLE {name} (LIKE {parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS,"
        # Its figures are made here; a vacuum beside the load would only take its processors.
        f" CHECK ({check})) WITH (autovacuum_enabled = false)"
    )


def indexing(connection: _Connection, parent: str, name: str) -> list[str]:
    """Return the statements that give a loaded table, by its name, its parent's key and indexes."""
    rows = connection.execute(
        "SELECT i.indisprimary, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = %s::regclass ORDER BY i.indisprimary DESC, i.indexrelid",
        [parent],
    ).fetchall()
    statements = []
    for primary, definition in rows:
        using = str(definition).partition(" USING ")[2]
        if primary:
            statements.append(f"ALTER TABLE {name} ADD PRIMARY KEY {using.removeprefix('btree ')}")
        else:
            statements.append(f"CREATE INDEX ON {name} USING {using}")
    return statements


def columns(connection: _Connection, parent: str) -> dict[str, str]:
    """Return the columns of a published table → their types, in PostgreSQL's words."""
    rows = connection.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [parent],
    ).fetchall()
    return {str(name): str(kind) for name, kind in rows}


def attach(connection: _Connection, parents: Iterable[str], generation: int) -> None:
    """Attach the loaded tables; inside the caller's transaction, readers are not held up."""
    for parent in parents:
        attach_one(connection, parent, child(parent, generation), generation)


def attach_one(connection: _Connection, parent: str, name: str, value: int) -> None:
    """Attach one loaded table under the value that all its rows carry."""
    table = sql.Identifier(name)
    connection.execute(sql.SQL("ALTER TABLE {} RESET (autovacuum_enabled)").format(table))
    connection.execute(
        sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})").format(
            sql.Identifier(parent), table, sql.Literal(value)
        )
    )


def sweep(connection: _Connection, *, keep: set[int]) -> None:
    """Drop every partition whose generation is not to be kept, attached or not; in autocommit only."""
    for name, attached, pending in _tables(connection, r"^published_[a-z_]+_g\d+$"):
        match = _CHILD.match(name)
        if match is not None and int(match[2]) not in keep:
            _drop(connection, match[1], name, attached=attached, pending=pending)


def drop(connection: _Connection, pattern: str, *, keep: set[str], parent: str) -> None:
    """Drop the parent's tables of this pattern but those named, attached or not; in autocommit only."""
    for name, attached, pending in _tables(connection, pattern):
        if name not in keep:
            _drop(connection, parent, name, attached=attached, pending=pending)


def _tables(connection: _Connection, pattern: str) -> list[tuple[str, bool, bool]]:
    """Return name, whether attached, and whether a detachment was cut off."""
    rows = connection.execute(
        "SELECT c.relname, i.inhparent IS NOT NULL, coalesce(i.inhdetachpending, false)"
        " FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid"
        " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
        " AND c.relname ~ %s ORDER BY c.relname",
        [pattern],
    ).fetchall()
    return [(str(name), bool(attached), bool(pending)) for name, attached, pending in rows]


def _drop(connection: _Connection, parent: str, name: str, *, attached: bool, pending: bool) -> None:
    if attached:
        _detach(connection, parent, name, pending=pending)
    connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(name)))


def _detach(connection: _Connection, parent: str, name: str, *, pending: bool) -> None:
    # CONCURRENTLY lets readers of the other partitions go on; FINALIZE ends one that was cut off.
    how = "FINALIZE" if pending else "CONCURRENTLY"
    connection.execute(
        sql.SQL("ALTER TABLE {} DETACH PARTITION {} " + how).format(
            sql.Identifier(parent), sql.Identifier(name)
        )
    )
