"""Endpoints of subjects, made of their declarations: the records of a customer, each act, the way back.

What an endpoint needs is known at the start; its shapes are made when the first request asks for one of the
subject's, or when the document is printed. Thirty subjects cost the start of the pages next to nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from tilth.access import audit
from tilth.api import errors, shapes
from tilth.api.guard import Door, Need
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId
from tilth.domain import acts as doing
from tilth.domain import subjects
from tilth.domain.acting import Who
from tilth.domain.acts import Act
from tilth.policy.subjects import SUBJECTS, Subject
from tilth.policy.things import Action

MOST = 200
View = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One endpoint of a subject, before anything of it is made."""

    subject: Subject
    name: str
    about: str
    method: str
    address: str
    """Below the API's own."""
    action: Action
    made: Callable[["Endpoint"], View]
    """Makes what answers."""
    act: Act | None = None
    many: bool = False

    @property
    def need(self) -> Need:
        """What the role must be allowed."""
        return self.subject.thing, self.action


def endpoints(subject: Subject) -> Iterator[Endpoint]:
    """Yield the endpoints of a subject in the order of the document."""
    name, below = subject.name, f"/customers/{{customer_id}}/{subject.name}s"
    yield Endpoint(
        subject=subject,
        name=f"{name}_list",
        about=f"List a customer's {name}s, newest first, at most {MOST}.",
        method="GET",
        address=below,
        action=Action.LIST,
        made=_listing,
        many=True,
    )
    for act in subjects.acts(subject):
        yield Endpoint(
            subject=subject,
            name=f"{name}_{act.name}",
            about=act.about,
            method="POST",
            address=f"{below}/{{row}}/{act.slug}" if act.of_row else f"{below}/{act.slug}",
            action=act.action,
            made=_changing if act.of_row else _adding,
            act=act,
        )
    yield Endpoint(
        subject=subject,
        name=f"{name}_take_back",
        about="Take back what was written within the last two minutes.",
        method="POST",
        address=f"{below}/{{row}}/take-back",
        action=Action.CREATE,
        made=_taking_back,
    )


def router(subject: Subject) -> Router:
    """Return the endpoints of a subject as the library's router, their shapes made."""
    made, shape = Router(tags=["subjects"]), shapes.answer(subject)
    for one in endpoints(subject):
        view = one.made(one)
        view.__name__, view.__doc__ = one.name, one.about
        told: Any = list[shape] if one.many else shape  # type: ignore[valid-type]
        status = 201 if one.made is _adding else 200
        made.add_api_operation(
            one.address,
            [one.method],
            view,
            auth=Door(one.need),
            response={status: told, **errors.answers(404)},
        )
    return made


def every() -> Iterator[Endpoint]:
    """Yield the endpoints of all subjects."""
    for one in SUBJECTS:
        yield from endpoints(one)


def _who(request: HttpRequest, key: UUID | None = None) -> Who:
    return Asker(request).who(key)


def _listing(one: Endpoint) -> View:
    def listed(request: HttpRequest, customer_id: CustomerId) -> list[Any]:
        found = doing.of_customer(_who(request), one.subject, customer_id, most=MOST)
        audit.note_part(customer_id, one.subject.name, channel="api")
        return found

    return listed


def _adding(one: Endpoint) -> View:
    act = _act(one)

    def added(request: HttpRequest, customer_id: CustomerId, body: Any) -> Status[Any]:
        given = body.model_dump()
        made = act.run(_who(request, given.pop("key")), customer_id, **given)
        return Status(201, made)

    added.__annotations__["body"] = shapes.body(act)
    return added


def _changing(one: Endpoint) -> View:
    act = _act(one)

    def changed(request: HttpRequest, customer_id: CustomerId, row: UUID, body: Any) -> Any:
        return act.run(_who(request), customer_id, row, **body.model_dump())

    changed.__annotations__["body"] = shapes.body(act)
    return changed


def _taking_back(one: Endpoint) -> View:
    def taken_back(request: HttpRequest, customer_id: CustomerId, row: UUID) -> Any:
        return doing.take_back(_who(request), one.subject, customer_id, row)

    return taken_back


def _act(one: Endpoint) -> Act:
    if one.act is None:
        raise TypeError(f"{one.name} does no act.")
    return one.act
