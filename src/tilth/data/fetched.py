"""How rows come out of the database where a page reads them by the hundred, and of each a few columns."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class Fetched(models.Model):
    """A record made of the columns that were read alone; another is fetched when it is asked for."""

    class Meta:
        """No table of its own."""

        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Make a row of the columns that were read, as Django does, but without a look at all the others."""
        row = cls.__new__(cls)
        row.__dict__.update(zip(field_names, values, strict=True), _state=_read_from(db))
        return row


def _read_from(db: str | None) -> ModelState:
    state = ModelState()
    state.adding, state.db = False, db
    return state
