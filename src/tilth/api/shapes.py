"""Shapes of subjects for programs: a record as it is answered, and what each act is told."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from ninja import Field, Schema
from pydantic import BeforeValidator, create_model

from tilth.api.words import Day, Given, Short, Text
from tilth.data.records import columns_of
from tilth.domain import subjects
from tilth.domain.acts import Act
from tilth.domain.arguments import Argument
from tilth.policy import registry
from tilth.policy.masks import MASKS
from tilth.policy.registry import showing
from tilth.policy.registry.showing import Show
from tilth.policy.subjects import Subject

_INNER = frozenset({"customer_id", "voided_at", "voided_by_id"})
"""Columns that no answer has: whose record it is is asked for, and what was taken back is none."""
_TYPES: tuple[tuple[Any, type], ...] = (
    (models.UUIDField, UUID),
    (models.BooleanField, bool),
    (models.DecimalField, Decimal),
    (models.DateTimeField, dt.datetime),
    (models.DateField, dt.date),
    (models.TimeField, dt.time),
    (models.IntegerField, int),
    (models.JSONField, list),
    (ArrayField, list),
)
"""Kind of column → type of the answer; every other one is a text."""


def answer(subject: Subject) -> type[Schema]:
    """Return the shape in which a record is answered: the columns that the registry shows by the API."""
    model = subjects.model(subject)
    told: dict[str, Any] = {}
    held = columns_of(model)
    for column in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented door
        says = held[str(column.column)]
        how = showing.how("rm", "own", "api", says.kind)
        if how is not Show.HIDDEN and str(column.column) not in _INNER:
            kind: Any = _kind(column)
            if says.codes:
                kind = Literal[tuple(says.codes)]
            if how is Show.MASKED:
                kind = Annotated[kind, BeforeValidator(MASKS[registry.KINDS[says.kind].mask])]
            about = f"{says.words.en}."
            told[str(column.column)] = (kind | None if column.null else kind, Field(description=about))
    name = subject.name.title().replace("_", "")
    registry.declare("api", name, {column: held[column].kind for column in told})
    return create_model(name, __base__=Schema, __doc__=subject.about, **told)


def _kind(column: Any) -> type:
    """Return the type of a column's answer; of a foreign key that of what it names."""
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    return next((kind for field, kind in _TYPES if isinstance(column, field)), str)


def body(act: Act) -> type[Schema]:
    """Return the shape of what an act is told."""
    held = columns_of(act.model)
    told: dict[str, Any] = {one.name: _given(one) for one in act.arguments}
    kinds = {one.name: held[one.name].kind if one.name in held else "dealing" for one in act.arguments}
    if not act.of_row:
        told["key"] = (UUID | None, Field(None, description="Mark of one sending: sent twice, written once."))
        kinds["key"] = "technical"
    name = f"{act.subject.name}_{act.name}".title().replace("_", "")
    registry.declare("api", name, kinds)
    return create_model(name, __base__=Given, __doc__=act.about, **told)


def _given(one: Argument) -> tuple[Any, Any]:
    kind: Any = one.kind
    if one.codes:
        kind = Literal[tuple(one.codes)]
    elif one.free:
        kind = Text
    elif one.kind is str:
        kind = Short
    elif one.kind is dt.date:
        kind = Day
    about = f"{one.words.en}."
    return (kind, Field(description=about)) if one.required else (kind, Field(one.default, description=about))
