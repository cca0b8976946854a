"""Contacts of one customer: what was recorded, recording, and the gate's answer before a contact."""

import datetime as dt
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Schema, Status

from tilth.access import audit
from tilth.access.audit import Event
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Day, Given, Text
from tilth.domain import guards
from tilth.domain.contacts import clearances, operations, queries
from tilth.domain.contacts.clearances import Granted
from tilth.domain.tasks import settling
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

router = Router(tags=["contacts"])
Channel = Literal[(*codes.CHANNELS,)]  # type: ignore[valid-type]
Purpose = Literal[(*codes.PURPOSES,)]  # type: ignore[valid-type]


class Contact(Schema):
    """One contact or attempt; what was talked about stays on the pages."""

    id: UUID = Field(description="Its number.")
    contacted_at: dt.datetime = Field(description="When.")
    contact_on: dt.date = Field(description="The calendar day in the bank's zone.")
    channel: str = Field(description="By which way.")
    two_way: bool = Field(description="Whether there were dealings; otherwise it was an attempt.")
    outcome: str = Field(description="What came of it.")
    purpose: str = Field(description="What for.")
    duration_minutes: int | None = Field(description="How long.")
    step: str = Field(description="What comes next, as a code; empty in records older than the codes.")
    next_step_on: dt.date | None = Field(description="Day of the next step.")
    intention: str = Field(description="How far the customer means to go on; empty where nobody spoke.")
    effect: str = Field(description="What it did to the relationship; empty when not said.")
    nature: str = Field(description="Business or care; empty in records older than the question.")
    by: str = Field(description="Who recorded it.")


class Contacts(Schema):
    """One page of contacts, newest first."""

    items: list[Contact] = Field(description="At most 20.")
    following: UUID | None = Field(description="Give it as `after` for the next page; empty at the end.")


class Older(Given):
    """Which page."""

    after: UUID | None = Field(None, description="`following` of the page before.")


class Settled(Given):
    """What became of one task that stood open."""

    task: UUID = Field(description="Its number.")
    how: Literal[(*codes.PROMISES,)] = Field(description="kept, moved or open.")  # type: ignore[valid-type]
    due_on: Day | None = Field(None, description="The new day of one that is moved; today or later.")


class NewContact(Given):
    """What is to be recorded."""

    key: str = Field(
        min_length=8,
        max_length=64,
        pattern=r"^[\w.:-]+$",
        description="Chosen by the sender; sent twice, the contact is stored once. Another contact under the"
        " same key answers 409 and stores nothing.",
    )
    channel: Channel = Field(description="By which way.")
    outcome: Literal[(*codes.OUTCOMES,)] = Field(description="What came of it.")  # type: ignore[valid-type]
    two_way: bool = Field(description="Whether there were dealings.")
    purpose: Purpose = Field(description="What for.")
    content: Text = Field("", description="What was talked about.")
    duration_minutes: int | None = Field(None, ge=0, le=600, description="How long.")
    step: Literal[("", *codes.NEXT_STEPS)] = Field(  # type: ignore[valid-type]
        "", description="What comes next; needs its day, `none` has none. Words alone are `other`."
    )
    next_step: Text = Field("", description="Words beside it; `other` needs them.")
    next_step_on: Day | None = Field(None, description="When it happens; today or later.")
    next_step_at: dt.time | None = Field(None, description="At what time of day, where one was agreed.")
    next_step_kind: Literal["", "task", "appointment", "call"] = Field(
        "", description="What it becomes in the list of tasks; empty: what follows from the step."
    )
    place: Literal[("", *codes.PLACES)] = Field(  # type: ignore[valid-type]
        "",
        description="Where an appointment takes place; the outcome `appointment` needs day, hour and place.",
    )
    party: Text = Field("", description="Who comes to an appointment besides customer and manager.")
    dialled: Literal[("", *codes.NUMBERS)] = Field(  # type: ignore[valid-type]
        "", description="Which number was dialled; empty: the one called first. `wrong_number` marks it."
    )
    promises: list[Settled] = Field(
        default=[],
        max_length=50,
        description="What became of tasks that stood open; of the others the contact decides.",
    )
    intention: Literal[("", *codes.INTENTIONS)] = Field(  # type: ignore[valid-type]
        "", description="How far the customer means to go on; say it where somebody spoke."
    )
    known: UUID | None = Field(
        None,
        description="Newest contact that the sender knows of, all zeros for none: a newer one by a colleague"
        " answers 409 and stores nothing.",
    )
    effect: Literal[("", *codes.EFFECTS)] = Field("", description="What it did to the relationship.")  # type: ignore[valid-type]
    nature: Literal[("", *codes.NATURES)] = Field(  # type: ignore[valid-type]
        "", description="Business or care; empty: what follows from the purpose."
    )


class Stored(Schema):
    """What was stored, or stood there already under the same key."""

    id: UUID = Field(description="Its number.")


class Wanted(Given):
    """The contact that is to be made."""

    channel: Channel = Field(description="By which way.")
    purpose: Purpose = Field(description="What for.")


class Clearance(Schema):
    """The gate's answer (GOV-03)."""

    allowed: bool = Field(description="Whether the contact may be made now.")
    reason: str = Field(
        default="",
        description="Why not: closed, suppressed, colleague_calling, … no_number; empty when allowed.",
    )
    until: dt.datetime | None = Field(
        default=None, description="The first moment without that reason, where known."
    )
    by: str = Field(default="", description="Who is calling, for `colleague_calling`.")
    clearance_id: UUID | None = Field(
        default=None, description="The reservation; recording the contact uses it."
    )
    valid_until: dt.datetime | None = Field(default=None, description="How long it holds.")
    number: str | None = Field(default=None, description="The number in clear, for a channel that needs one.")


@router.get(
    "/customers/{customer_id}/contacts",
    auth=Door((Thing.CONTACT, Action.LIST)),
    response={200: Contacts, **errors.answers(404)},
)
def contacts(request: HttpRequest, customer_id: CustomerId, asked: Query[Older]) -> Contacts:
    """List a customer's contacts, newest first."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, merged=True)
    found = queries.of_customer(asker.actor, asker.generation, customer_id=customer_id, after=asked.after)
    audit.note(Event.VIEW, customers=[customer_id], subject_type="contact", detail={"channel": "api"})
    return Contacts.model_validate(found)


@router.post(
    "/customers/{customer_id}/contacts",
    auth=Door((Thing.CONTACT, Action.CREATE)),
    response={201: Stored, **errors.answers(404, 409)},
)
def record(request: HttpRequest, customer_id: CustomerId, body: NewContact) -> Status[Stored]:
    """Record one contact; it uses the open clearance of this customer and channel."""
    given = body.model_dump(exclude={"promises", "dialled"})
    promises = tuple(
        settling.Settled(task_id=one.task, how=one.how, due_on=one.due_on) for one in body.promises
    )
    made = operations.add(
        Asker(request).who(),
        record=operations.Record(customer_id=customer_id, number=body.dialled, promises=promises, **given),
    )
    return Status(201, Stored(id=made.pk))


@router.post(
    "/customers/{customer_id}/clearance",
    auth=Door((Thing.CLEARANCE, Action.CREATE)),
    response={200: Clearance, **errors.answers(404)},
)
def clearance(request: HttpRequest, customer_id: CustomerId, body: Wanted) -> Clearance:
    """Ask the contact gate; a yes is reserved for a while and brings the number."""
    answer = clearances.request(Asker(request).who(), customer_id, channel=body.channel, purpose=body.purpose)
    if isinstance(answer, Granted):
        given = answer.clearance
        return Clearance(
            allowed=True,
            clearance_id=given.pk,
            valid_until=given.valid_until,
            number=answer.number or None,
        )
    no = answer.decision
    by = str(no.detail.get("by", ""))
    return Clearance(allowed=False, reason=no.reason, until=no.until, by=by)
