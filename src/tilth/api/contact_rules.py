"""What one customer allowed and wished."""

import datetime as dt
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Schema, Status

from tilth.access import audit
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Day, Given, Short, Text
from tilth.domain import guards
from tilth.domain.consents import queries as consent_queries
from tilth.domain.records import consent as consenting
from tilth.domain.records import do_not_disturb as wishing
from tilth.domain.wishes import queries as held
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

router = Router(tags=["care"])
AnyChannel = Literal[(*codes.CHANNELS_OF_WISHES,)]  # type: ignore[valid-type]


class Decision(Schema):
    """What stands for one purpose and one channel."""

    purpose: str = Field(description="marketing, greeting or profiling.")
    channel: str = Field(description="A channel, or any.")
    decision: str = Field(description="granted, withdrawn or refused.")
    text_version: str = Field(description="The text that was agreed to.")
    decided_at: dt.datetime = Field(description="When.")
    recorded_by: str = Field(description="Who wrote it down.")


class NewDecision(Given):
    """One decision of the customer: one purpose, one act (C-01)."""

    purpose: Literal[(*codes.CONSENT_PURPOSES,)] = Field(description="What about.")  # type: ignore[valid-type]
    channel: AnyChannel = Field("any", description="By which way.")
    decision: Literal[(*codes.CONSENT_DECISIONS,)] = Field(description="Yes, no, or no more.")  # type: ignore[valid-type]
    text_version: Short = Field("", description="The text agreed to; a yes needs it.")
    evidence: Text = Field("", description="Where the proof lies.")
    asked: bool = Field(
        default=True, description="Whether we asked; a customer who came unasked needs evidence."
    )


class Wish(Schema):
    """One wish not to be disturbed that holds today or later."""

    channel: str = Field(description="A channel, or any.")
    topic: str = Field(description="A purpose of contact; empty for all.")
    starts_on: dt.date = Field(description="First day.")
    ends_on: dt.date | None = Field(description="Last day; empty until withdrawn.")


class NewWish(Given):
    """A wish not to be disturbed (PROF-26)."""

    channel: AnyChannel = Field(description="By which way; `any` closes every channel.")
    topic: Literal[("", *codes.PURPOSES)] = Field("", description="About what; empty for all.")  # type: ignore[valid-type]
    starts_on: Day | None = Field(None, description="First day; empty for today.")
    ends_on: Day | None = Field(None, description="Last day; empty until withdrawn.")
    reason: Text = Field("", description="Why.")
    source: Text = Field("", description="Where the customer said so.")


class Made(Schema):
    """What was stored."""

    id: UUID = Field(description="Its number.")


@router.get(
    "/customers/{customer_id}/consents",
    auth=Door((Thing.CONSENT, Action.LIST)),
    response={200: list[Decision], **errors.answers(404)},
)
def consents(request: HttpRequest, customer_id: CustomerId) -> list[Decision]:
    """List what stands per purpose and channel."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, merged=True)
    found = consent_queries.of_customer(asker.actor, asker.generation, customer_id=customer_id)
    _viewed(customer_id, "consent")
    return [
        Decision(
            purpose=one.purpose,
            channel=one.channel,
            decision=one.latest.decision,
            text_version=one.latest.text_version,
            decided_at=one.latest.decided_at,
            recorded_by=one.latest.recorded_by,
        )
        for one in found
    ]


@router.post(
    "/customers/{customer_id}/consents",
    auth=Door((Thing.CONSENT, Action.CREATE)),
    response={201: Made, **errors.answers(404, 409)},
)
def decide(request: HttpRequest, customer_id: CustomerId, body: NewDecision) -> Status[Made]:
    """Record one decision; taking a consent back is always possible and holds at once (C-03)."""
    who, given = Asker(request).who(), body.model_dump()
    if body.decision == consenting.WITHDRAWN:
        taken = {name: given[name] for name in ("purpose", "channel", "evidence")}
        return Status(201, Made(id=consenting.withdraw(who, customer_id, **taken).pk))
    return Status(201, Made(id=consenting.record(who, customer_id, **given).pk))


@router.get(
    "/customers/{customer_id}/do-not-disturb",
    auth=Door((Thing.DO_NOT_DISTURB, Action.LIST)),
    response={200: list[Wish], **errors.answers(404)},
)
def wishes(request: HttpRequest, customer_id: CustomerId) -> list[Wish]:
    """List the wishes that hold today or later."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, merged=True)
    found = held.of_customer(asker.actor, asker.generation, customer_id=customer_id, today=asker.today)
    _viewed(customer_id, "do_not_disturb")
    return [Wish.model_validate(one) for one in found]


@router.post(
    "/customers/{customer_id}/do-not-disturb",
    auth=Door((Thing.DO_NOT_DISTURB, Action.CREATE)),
    response={201: Made, **errors.answers(404)},
)
def wish(request: HttpRequest, customer_id: CustomerId, body: NewWish) -> Status[Made]:
    """Record one wish; the contact gate knows it from then on."""
    made = wishing.add(Asker(request).who(), customer_id, **body.model_dump())
    return Status(201, Made(id=made.pk))


def _viewed(customer_id: str, what: str) -> None:
    audit.note_part(customer_id, what, channel="api")
