"""Columns of what leaves the house: by their kind of data and the channel, never by a list of names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tilth.access import personal
from tilth.data.records import model_of
from tilth.policy import registry
from tilth.policy.registry import UnregisteredError, showing
from tilth.policy.registry.kinds import Kind
from tilth.policy.registry.showing import Show
from tilth.policy.table_words import TABLES
from tilth.policy.words import Codes, Words

if TYPE_CHECKING:
    from django.db.models import Field, Model

    from tilth.policy.subjects import Subject

_MACHINE = frozenset({"technical", "blind_index", "name_search"})
"""Kinds that tell nobody anything: numbers of rows, digests, spellings."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column as it leaves the house."""

    name: str
    words: Words
    kind: Kind
    how: Show
    codes: Codes
    done: bool
    """A person's data: the rows come with them as they leave the house."""


def columns(
    subject: "Subject", channel: str, *, role: str = "compliance", relation: str = "bank"
) -> tuple[Column, ...]:
    """Return the columns of a subject's records that a channel shows somebody, in the table's order."""
    return of_table(model_of(subject), channel, role=role, relation=relation)


def of_table(
    model: "type[Model]", channel: str, *, role: str, relation: str, clear: tuple[str, ...] = ()
) -> tuple[Column, ...]:
    """Return the same of any table, `clear` columns of a person in clear; UnregisteredError without words."""
    table = model._meta.db_table  # noqa: SLF001 - Django's documented door
    found = []
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented door
        kind = registry.entry("models", table, str(field.column))
        how = showing.how(role, relation, channel, kind)
        if how is not Show.HIDDEN and kind.code not in _MACHINE:
            words, codes = _said(table, field)
            name = str(field.column)
            done = table == "published_customer" and name in personal.PERSONAL
            told = bool(clear) and kind.code == "contact_point"  # what the own copy of the customer says
            how = Show.CLEAR if told or (done and name in clear) else how
            found.append(Column(name=name, words=words, kind=kind, how=how, codes=codes, done=done))
    return tuple(found)


def _said(table: str, field: "Field[Any, Any]") -> tuple[Words, Codes]:
    """Return the words and codes of a column: those beside it, else those of published tables."""
    says = getattr(field, "said", None)
    if says is not None:
        return says.words, says.codes
    words = TABLES.get(table, {}).get(str(field.column))
    if words is None:
        raise UnregisteredError(
            f"{table}.{field.column} may leave the house and has no words: give them in"
            " policy/table_words.py."
        )
    return words, {}
