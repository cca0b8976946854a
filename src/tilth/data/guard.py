"""What guards a table, as constraints of its model: migrations hold the text, `makemigrations` finds drift.

Row-level security, signatures, the notes of the audit and the functions behind them are part of a model's
state like any constraint. A change in code is a migration with the new text; an old migration never asks
what the program says today, so a fresh database and an upgraded one have the same guards.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models.constraints import BaseConstraint

from tilth.kernel.errors import TilthError

if TYPE_CHECKING:
    from django.db import models

WEB = "tilth_web"
"""The login of the pages: it owns nothing and cannot bypass the policies."""
_COMMANDS = {"sees": "SELECT", "adds": "INSERT", "changes": "UPDATE", "removes": "DELETE"}
_NAMES = {"sees": "seen", "adds": "added", "changes": "changed", "removes": "removed"}
_ERASES = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    IF TG_RELID <> 'tilth_erasure'::regclass THEN
        RAISE EXCEPTION '% is not tilth_erasure', TG_RELID::regclass USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE {table} SET {given} WHERE customer_id = NEW.customer_id;
    RETURN NULL;
END $$"""
M = TypeVar("M", bound="type[models.Model]")


class ChangedTextError(TilthError):
    """A text that a migration runs is not the one with which it was landed."""


class Stated(BaseConstraint):
    """A constraint that PostgreSQL keeps by other statements than ADD CONSTRAINT."""

    def statements(self, table: str) -> list[str]:
        """Return what brings it to a table; each may be run again."""
        raise NotImplementedError

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Put it off to the end of the migration that makes the table: its history is there by then."""
        schema_editor.deferred_sql.extend(self.statements(model._meta.db_table))  # noqa: SLF001 - Django's documented door
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return what brings it to a table that is there."""
        return ";\n".join(self.statements(model._meta.db_table))  # noqa: SLF001 - Django's documented door

    def remove_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return nothing: whatever replaces it is written over it."""
        return ""

    def validate(self, *_: Any, **__: Any) -> None:
        """Ask nothing of a row: the database does."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class Guard(Stated):
    """Row-level security of one table, who signs its rows, and what the pages' login may do to it.

    `sees`, `adds`, `changes`, `removes` are SQL conditions; an empty one lets nobody. `columns` are those
    that may change, none: the whole row; `reads` those that may be read, none: all. `signs`: people sign
    rows with their own account, and with these columns besides.
    """

    def __init__(  # noqa: PLR0913 - one keyword a right
        self,
        *,
        name: str,
        sees: str = "",
        adds: str = "",
        changes: str = "",
        removes: str = "",
        reads: tuple[str, ...] = (),
        columns: tuple[str, ...] = (),
        signs: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(name=name)
        self.sees, self.adds, self.changes, self.removes = sees, adds, changes, removes
        self.reads, self.columns, self.signs = tuple(reads), tuple(columns), signs

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return the literal texts, for the migration."""
        path, _, kwargs = super().deconstruct()
        for name in ("sees", "adds", "changes", "removes", "reads", "columns"):
            if getattr(self, name):
                kwargs[name] = getattr(self, name)
        if self.signs is not None:
            kwargs["signs"] = tuple(self.signs)
        return path, (), kwargs

    def statements(self, table: str) -> list[str]:
        """Return row-level security turned on, its policies made anew, and the signature's trigger."""
        made = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
        for what, command in _COMMANDS.items():
            policy = f"{table}_{_NAMES[what]}"
            made.append(f"DROP POLICY IF EXISTS {policy} ON {table}")
            if condition := getattr(self, what):
                with_ = "WITH CHECK" if what == "adds" else "USING"
                made.append(f"CREATE POLICY {policy} ON {table} FOR {command} TO {WEB} {with_} ({condition})")
        return made if self.signs is None else [*made, self._signature(table)]

    def _signature(self, table: str) -> str:
        given = ", ".join(f"'{column}'" for column in self.signs or ())
        return (
            f"CREATE OR REPLACE TRIGGER tilth_true_author BEFORE INSERT OR UPDATE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION tilth_true_author({given})"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return what takes the policies away; the table stays shut."""
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        made = [f"DROP POLICY IF EXISTS {table}_{name} ON {table}" for name in _NAMES.values()]
        return ";\n".join([*made, f"DROP TRIGGER IF EXISTS tilth_true_author ON {table}"])

    @property
    def rights(self) -> dict[str, tuple[str, ...]]:
        """Return privilege → columns of the pages' login, no columns: the whole row."""
        held = {command: () for what, command in _COMMANDS.items() if getattr(self, what)}
        narrowed: dict[str, tuple[str, ...]] = {"SELECT": self.reads, "UPDATE": self.columns}
        return {command: narrowed.get(command, ()) for command in held}


class Told(Stated):
    """Every version that a table's history takes up is told to the audit."""

    def statements(self, table: str) -> list[str]:
        """Return the trigger on the history."""
        of = f"{table}_history FOR EACH ROW EXECUTE FUNCTION tilth_note_change()"
        return [f"CREATE OR REPLACE TRIGGER tilth_note_change AFTER INSERT ON {of}"]


class Follows(Stated):
    """Open records become the new manager's when their customer is handed over.

    `until` is the column that is filled once a record is done, `state` the one of a record that waits.
    """

    def __init__(self, *, name: str, until: str, state: str = "") -> None:
        super().__init__(name=name)
        self.until, self.state = until, state

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return its parts, for the migration."""
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "until": self.until, "state": self.state}

    def statements(self, table: str) -> list[str]:
        """Return the trigger on transfers."""
        added = "AFTER INSERT ON tilth_transfer REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        called = f"EXECUTE FUNCTION tilth_follow('{table}', '{self.until}', '{self.state}')"
        return [f"CREATE OR REPLACE TRIGGER {self._trigger(table)} {added} {called}"]

    def remove_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return what lets them stay where they are."""
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        return f"DROP TRIGGER IF EXISTS {self._trigger(table)} ON tilth_transfer"

    @staticmethod
    def _trigger(table: str) -> str:
        return f"tilth_follow_{table.removeprefix('tilth_')}"


class Erases(Stated):
    """Columns of a customer's records that are emptied when the person is erased, each with its SQL."""

    def __init__(self, *, name: str, columns: dict[str, str]) -> None:
        super().__init__(name=name)
        self.columns = dict(columns)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return its parts, for the migration."""
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "columns": self.columns}

    def statements(self, table: str) -> list[str]:
        """Return the function that empties them, and the trigger on erasures that calls it."""
        given = ", ".join(f"{column} = {value}" for column, value in self.columns.items())
        name = self._trigger(table)
        added = "AFTER UPDATE ON tilth_erasure FOR EACH ROW"
        when = "WHEN (OLD.state <> 'erased' AND NEW.state = 'erased')"
        return [
            _ERASES.format(name=name, table=table, given=given).strip(),
            f"CREATE OR REPLACE TRIGGER {name} {added} {when} EXECUTE FUNCTION {name}()",
        ]

    def remove_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return what lets them stay."""
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        name = self._trigger(table)
        return f"DROP TRIGGER IF EXISTS {name} ON tilth_erasure;\nDROP FUNCTION IF EXISTS {name}()"

    @staticmethod
    def _trigger(table: str) -> str:
        return f"tilth_erase_{table.removeprefix('tilth_')}"


class OfSurvivor(Stated):
    """No record is written about a number that is one with another; it stands under the survivor's."""

    def statements(self, table: str) -> list[str]:
        """Return the trigger; by its name it runs after the diary's, which waits for a merge."""
        added = f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        return [f"CREATE OR REPLACE TRIGGER tilth_of_survivor {added} EXECUTE FUNCTION tilth_of_survivor()"]

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        """Put it off to the end of the migration, which may make the function it calls."""
        return self.constraint_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return what lets them be written."""
        table = model._meta.db_table  # noqa: SLF001 - Django's documented door
        return f"DROP TRIGGER IF EXISTS tilth_of_survivor ON {table}"


class Routines(Stated):
    """Functions and triggers of one file of SQL, by the digest of their text.

    The text that a migration runs lies beside it and is never edited; the model says the one of today.
    """

    def __init__(self, *, name: str, digest: str) -> None:
        super().__init__(name=name)
        self.digest = digest

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return name and digest, for the migration."""
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "digest": self.digest}

    def statements(self, table: str) -> list[str]:  # noqa: ARG002 - the text names its tables
        """Return the whole text, kept beside the migrations; ChangedTextError where it was edited."""
        return [kept(self.name, self.digest)]


def digest(text: str) -> str:
    """Return what tells a text from its other versions."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kept(name: str, wanted: str) -> str:
    """Return one version of a file of functions as its migration was landed; ChangedTextError if edited."""
    file = resources.files("tilth.data.migrations").joinpath("texts", f"{name}.{wanted}.sql")
    text = file.read_text("utf-8") if file.is_file() else ""
    if digest(text) != wanted:
        raise ChangedTextError(
            f"migrations/texts/{name}.{wanted}.sql is not the text of its migration: put it back as it was"
            " landed, and change the functions by a new migration (`scripts/make_migrations.py`)."
        )
    return text


def guarded(model: M, *more: BaseConstraint) -> M:
    """Add constraints to a model that is made already; makemigrations takes them as if Meta named them."""
    meta: Any = model._meta  # noqa: SLF001 - Django's documented door
    meta.constraints = [*meta.constraints, *more]
    meta.original_attrs["constraints"] = meta.constraints
    return model
