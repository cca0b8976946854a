"""Columns of free text about a customer: sealed with the customer's own key, opened where they are read.

The database, its histories and backups hold the sealed text alone, so that destroying the key erases it from
all of them (ADR 0018). An empty text stays empty. What does not open reads as a word, and is written back as
it lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from tilth.kernel.errors import TilthError
from tilth.policy.words import Words
from tilth.vault import persons
from tilth.vault.errors import ErasedError, KeyMissingError, TamperedError

ERASED = Words("(erased)", "（已删除）")
"""Stands where the customer's key was destroyed."""
UNREADABLE = "—"
"""Stands where the key is missing, or the text was meddled with."""
HISTORY = "_history"

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Text = models.TextField[Any, Any]
    _Texts = ArrayField[Any, Any]
else:
    _Text, _Texts = models.TextField, ArrayField


class UnsealedError(TilthError):
    """A text about a customer was on its way to the database in the clear, or was to be looked for in it."""

    def __init__(self, column: str) -> None:
        super().__init__(f"{column} is sealed row by row: save the row, and look for no text in it.")


class Sealed(str):
    """A text as it lies in the database."""

    __slots__ = ()


class Shut(str):
    """The word that is shown of a text which does not open; it knows what lies there."""

    __slots__ = ("sealed",)
    sealed: str

    @classmethod
    def of(cls, sealed: str, word: str) -> Shut:
        """Return the word for a sealed text."""
        made = cls(word)
        made.sealed = sealed
        return made


class SealedColumn:
    """What every column of sealed text does; mixed into Django's fields."""

    model: Any
    column: str
    attname: str

    def opened(self, stored: str) -> str:
        """Return a text of this column as people read it; what was never sealed comes as it is."""
        if not stored or stored[0] != persons.BEGINS:
            return stored
        try:
            return persons.cached(settings.TILTH_KEYRING).open(stored, **self._place)
        except ErasedError:
            return Shut.of(stored, ERASED.told(get_language() or ""))
        except (KeyMissingError, TamperedError):
            return Shut.of(stored, UNREADABLE)

    def sealed(self, text: str, *, about: str, row: str) -> str:
        """Return a text of this column as it is stored; an empty one stays empty."""
        if isinstance(text, Shut):
            return Sealed(text.sealed)
        if not text or text[0] == persons.BEGINS:
            return Sealed(text)
        keys = persons.cached(settings.TILTH_KEYRING)
        return Sealed(keys.seal(text, about=about, row=row, **self._place))

    def sealed_of(self, text: str, instance: Any) -> str:
        """Return a text of an instance's column as it is stored."""
        return self.sealed(text, about=instance.customer_id, row=row_of(instance))

    def insist(self, text: Any) -> Any:
        """Return what is sent to the database; UnsealedError for a text in the clear."""
        if not text or not isinstance(text, str):
            return text
        if not isinstance(text, Sealed):
            raise UnsealedError(f"{self.model._meta.db_table}.{self.column}")  # noqa: SLF001 - Django's documented door
        return str(text)

    @property
    def _place(self) -> dict[str, str]:
        table: str = self.model._meta.db_table  # noqa: SLF001 - Django's documented door
        return {"table": table.removesuffix(HISTORY), "column": self.column}


class NoteField(SealedColumn, _Text):
    """One text."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Open what was stored."""
        return value and self.opened(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Seal what the instance holds."""
        value = super().pre_save(model_instance, add)
        return self.sealed_of(value, model_instance) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        """Let nothing through in the clear."""
        return self.insist(value if isinstance(value, Sealed) else super().get_prep_value(value))


class NotesField(SealedColumn, _Texts):
    """Several texts, each sealed."""

    def __init__(self, base_field: Any = None, **kwargs: Any) -> None:
        super().__init__(base_field or models.TextField(), **kwargs)

    def from_db_value(self, value: list[str] | None, *_: Any) -> list[str] | None:
        """Open what was stored."""
        return value and [self.opened(one) for one in value]

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Seal what the instance holds."""
        value = super().pre_save(model_instance, add)
        return value and [self.sealed_of(one, model_instance) for one in value]

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Let nothing through in the clear."""
        if isinstance(value, list | tuple):
            value = [self.insist(one) for one in value]
        return super().get_db_prep_value(value, connection, prepared)


def row_of(instance: Any) -> str:
    """Return what a text is sealed beside its column and customer: its row's key, if that is known early."""
    return "" if is_numbered(instance) else str(instance.pk)


def is_numbered(model: Any) -> bool:
    """Say whether the database numbers the rows of a model, so that a new one has no key yet."""
    return isinstance(model._meta.pk, models.AutoField)  # noqa: SLF001 - Django's documented door


def columns(model: type[models.Model]) -> list[Any]:
    """Return the sealed columns of a model."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented door
    return [one for one in fields if isinstance(one, SealedColumn)]


def kept() -> Iterator[tuple[type[models.Model], list[Any]]]:
    """Yield the models whose records hold sealed texts, histories not counted, each with those columns."""
    for model in apps.get_app_config("tilth").get_models():
        held = columns(model)
        if held and not model._meta.db_table.endswith(HISTORY):  # noqa: SLF001 - Django's documented door
            yield model, held
