"""Guards put back: `tilth init` compares what guards the database with this version, and makes it so again.

What the program brings along whole (functions, policies, triggers, rights) is made anew; what the catalogue
tells exactly (constraints, defaults, indexes) is put back by its text; where somebody edited PostgreSQL's own
books, a superuser puts their rows right. What somebody added elsewhere is not thrown away: it is named,
because it may be somebody's work.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pgtrigger
import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from tilth.data.security import guarding, login
from tilth.domain.audit import catalogue
from tilth.domain.audit.catalogue import Guards
from tilth.domain.audit.chain import Connection

TOLD = 50
"""Guards that the entry names; what is more is counted."""
_PRESENT = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
)
_SUPERUSER = "SELECT current_setting('is_superuser') = 'on'"
_SWITCHED_ON = """
    DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT t.tgrelid::regclass AS of, t.tgname
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled = 'D'
        LOOP
            EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', one.of, one.tgname);
        END LOOP;
    END $$
"""
_NOTE = "SELECT tilth_note('repair', 'guards', '', '{}', 'init', %s)"
_ON = " on "


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What was not as shipped and is again, and sentences about what still is not."""

    put_back: tuple[str, ...]
    left: tuple[str, ...]


def put_right(connection: Connection) -> Repair:
    """Compare, put back what can be, and write down that it was; nothing is done where all is as shipped.

    The connection is that of the tables' owner, outside a transaction. psycopg.Error where somebody holds a
    table for longer than ten seconds: nothing was changed then.
    """
    before = _wrong(connection)
    if not before:
        return Repair(put_back=(), left=())
    if any(name.startswith("pgtrigger_") for _, name in before):
        pgtrigger.install()
    with connection.transaction():
        connection.execute("SET LOCAL lock_timeout = '10s'")
        for statement in _statements(connection, before):
            _try(connection, statement)
        after = _wrong(connection)
        mended = tuple(f"{kind} {name}" for kind, name in before if (kind, name) not in after)
        left = tuple(catalogue.broken(connection))
        told = {"put_back": mended[:TOLD], "number": len(mended), "left": len(left)}
        connection.execute(_NOTE, [Jsonb(told)])
    return Repair(put_back=mended, left=left)


def _wrong(connection: Connection) -> dict[tuple[str, str], str]:
    """Return kind and name of every guard that differs, with what is wrong with it."""
    superuser = connection.execute(_SUPERUSER).fetchone() == (True,)
    return {
        (kind, name): wrong
        for kind, name, wrong in catalogue.differing(connection)
        if superuser or kind not in catalogue.SUPERUSERS
    }


def _statements(
    connection: Connection, before: dict[tuple[str, str], str]
) -> Iterator[sql.SQL | sql.Composed]:
    present = frozenset(name for (name,) in connection.execute(_PRESENT).fetchall())
    superuser = connection.execute(_SUPERUSER).fetchone() == (True,)
    texts = (
        *guarding.books(),
        *guarding.everything(),
        _SWITCHED_ON,
        *login.reset(),
        *login.statements(present, superuser=superuser),
    )
    yield from (sql.SQL(text) for text in texts)  # texts of this program
    shipped = catalogue.shipped()
    if catalogue.present(connection).major == shipped.major:
        for kind, name in before:
            yield from _single(shipped, kind, name)


def _single(shipped: Guards, kind: str, name: str) -> Iterator[sql.SQL | sql.Composed]:
    """Yield what puts one guard back by the text that the catalogue keeps of it."""
    wanted = shipped.found.get((kind, name))
    first, _, table = name.partition(_ON)
    names = {"name": sql.Identifier(first), "table": sql.Identifier(table)}
    text = sql.SQL(wanted[1] if wanted else "")  # the program's own file
    if kind in ("Trigger", "Rule") and wanted is None:
        yield sql.SQL(f"DROP {kind.upper()} {{name}} ON {{table}}").format(**names)
    elif kind == "Constraint":
        yield sql.SQL("ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}").format(**names)
        if wanted:
            yield sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {name} {text}").format(**names, text=text)
    elif kind in ("Index", "Unique index") and wanted:
        yield sql.SQL("DROP INDEX IF EXISTS {name}").format(**names)
        yield text
    elif kind == "Default":
        table, _, column = name.partition(".")
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        how = sql.SQL("SET DEFAULT {text}").format(text=text) if wanted else sql.SQL("DROP DEFAULT")
        yield sql.SQL("ALTER TABLE {table} ALTER COLUMN {column} {how}").format(**names, how=how)
    elif kind.startswith("Setting of "):
        whose = sql.SQL("ALL" if kind.endswith("everybody") else "CURRENT_USER")
        setting = sql.Identifier(name.partition("=")[0])
        yield sql.SQL("ALTER ROLE {whose} RESET {setting}").format(whose=whose, setting=setting)


def _try(connection: Connection, statement: sql.SQL | sql.Composed) -> None:
    """Do one step; where it cannot be done, the comparison afterwards names what is left."""
    try:
        with connection.transaction():
            connection.execute(statement)
    except psycopg.errors.LockNotAvailable:
        raise
    except psycopg.Error:
        return
