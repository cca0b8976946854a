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
    """Return the statement that makes a partition's table aside; its CHECK lets it be attached unread."""
    name = child(parent, generation)
    return (
        f"CREATE TABLE {name} (LIKE {parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS,"
        # Its figures are made here; a vacuum beside the load would only take its processors.
        f" CHECK (generation = {int(generation)})) WITH (autovacuum_enabled = false)"
    )


def indexing(connection: _Connection, parent: str, generation: int) -> list[str]:
    """Return the statements that give a loaded table its parent's key and indexes."""
    name = child(parent, generation)
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
        connection.execute(
            sql.SQL("ALTER TABLE {} RESET (autovacuum_enabled)").format(
                sql.Identifier(child(parent, generation))
            )
        )
        connection.execute(
            sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})").format(
                sql.Identifier(parent), sql.Identifier(child(parent, generation)), sql.Literal(generation)
            )
        )


def sweep(connection: _Connection, *, keep: set[int]) -> None:
    """Drop every partition whose generation is not to be kept, attached or not; in autocommit only."""
    rows = connection.execute(
        "SELECT c.relname, i.inhparent IS NOT NULL, coalesce(i.inhdetachpending, false)"
        " FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid"
        " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
        r" AND c.relname ~ '^published_[a-z_]+_g\d+$' ORDER BY c.relname"
    ).fetchall()
    for name, attached, pending in rows:
        match = _CHILD.match(str(name))
        if match is None or int(match[2]) in keep:
            continue
        if attached:
            _detach(connection, match[1], str(name), pending=bool(pending))
        connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(str(name))))


def _detach(connection: _Connection, parent: str, name: str, *, pending: bool) -> None:
    # CONCURRENTLY lets readers of the other partitions go on; FINALIZE ends one that was cut off.
    how = "FINALIZE" if pending else "CONCURRENTLY"
    connection.execute(
        sql.SQL("ALTER TABLE {} DETACH PARTITION {} " + how).format(
            sql.Identifier(parent), sql.Identifier(name)
        )
    )
