"""Endpoints of subjects, made of their declarations: the records of a customer, each act, the way back."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import create_model

from tilth.access import audit
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.words import Asker, CustomerId, Day, Given, Text
from tilth.data.records import columns_of
from tilth.domain import acts as doing
from tilth.domain import subjects
from tilth.domain.acting import Who
from tilth.domain.acts import Act
from tilth.domain.arguments import Argument
from tilth.policy import registry
from tilth.policy.registry import showing
from tilth.policy.registry.showing import Show
from tilth.policy.subjects import SUBJECTS, Subject
from tilth.policy.things import Action

router = Router(tags=["subjects"])
MOST = 200
_INNER = frozenset({"customer_id", "voided_at", "voided_by_id"})
"""Columns that no answer has: whose record it is is asked for, and what was taken back is none."""
_TYPES: tuple[tuple[Any, type], ...] = (
    (models.UUIDField, UUID),
    (models.DecimalField, Decimal),
    (models.DateTimeField, dt.datetime),
    (models.DateField, dt.date),
    (models.ForeignKey, int),
)
"""Kind of column → type of the answer; every other one is a text."""


def _answer(subject: Subject) -> type[Schema]:
    """Return the shape in which a record is answered: the columns that the registry shows by the API."""
    model = subjects.model(subject)
    told: dict[str, Any] = {}
    held = columns_of(model)
    for column in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented door
        says = held[str(column.column)]
        shown = showing.how("rm", "own", "api", says.kind) is not Show.HIDDEN
        if shown and str(column.column) not in _INNER:
            kind: Any = next((kind for field, kind in _TYPES if isinstance(column, field)), str)
            if says.codes:
                kind = Literal[tuple(says.codes)]
            about = f"{says.words.en}."
            told[str(column.column)] = (kind | None if column.null else kind, Field(description=about))
    name = subject.name.title().replace("_", "")
    registry.declare("api", name, {column: held[column].kind for column in told})
    return create_model(name, __base__=Schema, __doc__=subject.about, **told)


def _body(act: Act) -> type[Schema]:
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
    elif one.kind is dt.date:
        kind = Day
    about = f"{one.words.en}."
    return (kind, Field(description=about)) if one.required else (kind, Field(one.default, description=about))


def _who(request: HttpRequest, key: UUID | None = None) -> Who:
    return Asker(request).who(key)


def _listing(subject: Subject, shape: type[Schema]) -> None:
    def listed(request: HttpRequest, customer_id: CustomerId) -> list[Any]:
        found = doing.of_customer(_who(request), subject, customer_id, most=MOST)
        audit.note_part(customer_id, subject.name, channel="api")
        return found

    _named(
        listed, f"{subject.name}_list", f"List a customer's {subject.name}s, newest first, at most {MOST}."
    )
    router.get(
        f"/customers/{{customer_id}}/{subject.name}s",
        auth=Door((subject.thing, Action.LIST)),
        response={200: list[shape], **errors.answers(404)},  # type: ignore[valid-type]
    )(listed)


def _adding(subject: Subject, shape: type[Schema], act: Act) -> None:
    def added(request: HttpRequest, customer_id: CustomerId, body: Any) -> Status[Any]:
        given = body.model_dump()
        made = act.run(_who(request, given.pop("key")), customer_id, **given)
        return Status(201, made)

    added.__annotations__["body"] = _body(act)
    _named(added, f"{subject.name}_{act.name}", act.about)
    router.post(
        f"/customers/{{customer_id}}/{subject.name}s/{act.slug}",
        auth=Door((subject.thing, act.action)),
        response={201: shape, **errors.answers(404)},
    )(added)


def _changing(subject: Subject, shape: type[Schema], act: Act) -> None:
    def changed(request: HttpRequest, customer_id: CustomerId, row: UUID, body: Any) -> Any:
        return act.run(_who(request), customer_id, row, **body.model_dump())

    changed.__annotations__["body"] = _body(act)
    _named(changed, f"{subject.name}_{act.name}", act.about)
    router.post(
        f"/customers/{{customer_id}}/{subject.name}s/{{row}}/{act.slug}",
        auth=Door((subject.thing, act.action)),
        response={200: shape, **errors.answers(404)},
    )(changed)


def _taking_back(subject: Subject, shape: type[Schema]) -> None:
    def taken_back(request: HttpRequest, customer_id: CustomerId, row: UUID) -> Any:
        return doing.take_back(_who(request), subject, customer_id, row)

    _named(taken_back, f"{subject.name}_take_back", "Take back what was written within the last two minutes.")
    router.post(
        f"/customers/{{customer_id}}/{subject.name}s/{{row}}/take-back",
        auth=Door((subject.thing, Action.CREATE)),
        response={200: shape, **errors.answers(404)},
    )(taken_back)


def _named(view: Callable[..., Any], name: str, about: str) -> None:
    """Give an endpoint its own name and its sentence in the document."""
    view.__name__, view.__doc__ = name, about


for _subject in SUBJECTS:
    _shape = _answer(_subject)
    _listing(_subject, _shape)
    for _act in subjects.acts(_subject):
        (_changing if _act.of_row else _adding)(_subject, _shape, _act)
    _taking_back(_subject, _shape)
