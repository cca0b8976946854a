"""Columns that say their kind of data and their words, and enter the field registry with them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tilth.data.notes import columns
from tilth.policy import registry
from tilth.policy.subjects.kit import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

    from tilth.policy.words import Codes, Words

F_ = TypeVar("F_")
M = TypeVar("M", bound="type[models.Model]")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a column says of itself."""

    kind: str
    """Its kind of data in the field registry."""
    words: Words
    codes: Codes
    """The codes it holds; empty for any value."""
    later: bool
    """It may change after the record was written."""


def said(kind: str, words: Words, column: F_, *, codes: Codes | None = None, later: bool = False) -> F_:
    """Return a column that says its kind of data and its words; typed as the column itself."""
    held: Any = column
    held.said = Said(kind=kind, words=words, codes=codes or {}, later=later)
    return column


def registered(model: M) -> M:
    """Enter what a model's columns say in the field registry; DeclarationError for one that says nothing."""
    table, held = model._meta.db_table, columns_of(model)  # noqa: SLF001 - Django's documented door
    if "customer_id" in held and (open_ := _in_the_clear(model, held)):
        raise DeclarationError(
            f"{model.__name__}.{open_[0]} is free text about a customer: make it a fields.note()."
        )
    registry.declare("models", table, {name: one.kind for name, one in held.items()})
    return model


def _in_the_clear(model: type[models.Model], held: Mapping[str, Said]) -> list[str]:
    """Return the columns of free text that are not sealed with the customer's key."""
    sealed = {str(one.column) for one in columns(model)}
    return [name for name, one in held.items() if one.kind == "note" and name not in sealed]


@functools.cache
def columns_of(model: type[models.Model]) -> Mapping[str, Said]:
    """Return each column of a model with what it says; DeclarationError for one that says nothing."""
    found = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented door
        says = getattr(field, "said", None)
        if says is None:
            raise DeclarationError(
                f"{model.__name__}.{field.name} says no kind of data: write said(…) around it."
            )
        found[str(field.column)] = says
    return found
