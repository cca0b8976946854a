"""Who stands around one customer: the household with what it has together, the ties up to two steps away."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema

from tilth.access import audit
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Given, Short
from tilth.domain import bank, guards
from tilth.domain.network import graph, households, meeting
from tilth.domain.network import introductions as ways
from tilth.domain.network.introductions import Way
from tilth.domain.network.meeting import Suggestion
from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy import masks
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.relation import RelationRules

router = Router(tags=["customers"])
_DOOR = Door((Thing.RELATION, Action.LIST), (Thing.CUSTOMER, Action.VIEW))
_LISTED = Door((Thing.RELATION, Action.LIST), (Thing.CUSTOMER, Action.LIST))


class Somebody(Schema):
    """One customer in sight."""

    customer_id: str = Field(description="The bank's number.")
    name: str = Field(description="In clear in the own book, else masked.")
    kind: str = Field(description="person or company.")
    tier: str = Field(description="Tonight's tier.")
    aum: Decimal = Field(description="Assets in base currency, joint accounts in full.")


class Elsewhere(Schema):
    """Somebody tied to a member who has another household."""

    customer: Somebody = Field(description="Who.")
    member_id: str = Field(description="To whom of the household.")
    tie: str = Field(description="What they are to the member: a code of the playbook.")


class HomePart(Schema):
    """One asset category of the household."""

    category: str = Field(description="Asset category.")
    amount: Decimal = Field(description="Base currency, joint accounts once.")


class Together(Schema):
    """What the members in sight have together."""

    assets: Decimal = Field(description="Base currency, joint accounts once (A23).")
    parts: list[HomePart] = Field(description="The allocation, the largest first (B7).")
    holdings: int = Field(description="Open holdings, joint ones once.")
    due: Decimal = Field(description="What matures within ninety days.")
    due_on: dt.date | None = Field(description="The nearest of those days.")


class Beside(Schema):
    """A member who is no customer."""

    name: str = Field(description="Empty for a minor.")
    tie: str = Field(description="What they are to a member: a code of the playbook.")


class Home(Schema):
    """A household in sight; members and accounts out of sight change nothing of it."""

    members: list[Somebody] = Field(description="The head first; empty for whoever stands alone.")
    beside: list[Beside] = Field(description="Members who are no customers.")
    elsewhere: list[Elsewhere] = Field(description="Close kin with a household of their own.")
    together: Together | None = Field(description="None where the role may not list holdings.")
    talks: dict[str, int] | None = Field(description="Customer → two-way contacts of the last thirty days.")


class Tie(Schema):
    """One tie, from the side that is nearer to the customer."""

    customer_id: str = Field(description="The nearer end.")
    other_id: str | None = Field(description="The other customer; none for somebody by name.")
    name: str = Field(description="How the other is called; empty for a minor.")
    tie: str = Field(description="What the other is: a code of the playbook.")
    away: int = Field(description="How many ties away from the customer.")
    source: str = Field(description="feed, met, or by which way it was learned.")
    since: dt.date | None = Field(description="Since when.")
    relation_id: str | None = Field(description="Number of the record that people wrote.")


class Suggested(Schema):
    """Somebody to meet."""

    near_id: str = Field(description="The customer of the own book around whom they are.")
    other_id: str | None = Field(description="Their number; none for whoever is no customer.")
    key: str = Field(description="By what a dismissal names them: the number, or that of the tie's record.")
    name: str = Field(description="How they are called.")
    tie: str = Field(description="What they are to that customer: a code of the playbook.")
    reason: str = Field(description="Why: referred, unkept, never, silent or no_account.")
    aum: Decimal | None = Field(description="Assets in base currency; none for whoever is no customer.")


class WorthMeeting(Schema):
    """One page of suggestions."""

    people: list[Suggested] = Field(description="By customer of the book, each named once.")
    next_page: int | None = Field(description="The page to ask for next; none after the last.")


class MeetingAsked(Given):
    """Which circle, which page."""

    circle: Literal["", "family", "company", "referral", "other", "chain"] = Field(
        "", description="One circle; chain: suppliers and buyers around the book's companies (CORP-04)."
    )
    page: int = Field(1, ge=1, le=1000, description="From 1 on.")


class WayStep(Schema):
    """One tie on a way: who the next one is."""

    customer_id: str | None = Field(description="Of a customer; none for somebody by name.")
    name: str = Field(description="In clear in the own book, else masked.")
    tie: str = Field(description="What they are to the one before: a code of the playbook.")


class Unsaid(Schema):
    """What nobody brings up with somebody on the way."""

    name: str = Field(description="With whom.")
    topics: list[str] = Field(description="What is left unsaid.")


class Introduction(Schema):
    """One way to somebody, from an own customer on."""

    first: Somebody = Field(description="The own customer who begins it.")
    steps: list[WayStep] = Field(description="From there, one tie each; the last is who is to be met.")
    length: int = Field(description="Steps, the one to the own customer among them.")
    unsaid: list[Unsaid] = Field(description="Empty where nothing that is known stands in the way.")


class NetworkAsked(Given):
    """How far the network goes."""

    layers: Literal[1, 2] = Field(2, description="One or two ties away.")


class IntroductionsAsked(Given):
    """Who is to be met."""

    to: Short = Field(
        "", description="Somebody around the customer, by number or `relation_id`; empty: the customer."
    )


@router.get("/customers/{customer_id}/household", auth=_DOOR, response={200: Home, **errors.answers(404)})
def household(request: HttpRequest, customer_id: CustomerId) -> Home:
    """Return the household of a customer in sight, as far as the actor sees its members."""
    asker = Asker(request)
    own = _own(asker, customer_id)
    found = households.of_customer(_walk(asker), customer_id=customer_id, today=asker.today)
    audit.note_part(customer_id, "network", others=found.customer_ids if found else (), channel="api")
    return (
        _home(found, own=own)
        if found
        else Home(members=[], beside=[], elsewhere=[], together=None, talks=None)
    )


@router.get("/customers/{customer_id}/network", auth=_DOOR, response={200: list[Tie], **errors.answers(404)})
def network(request: HttpRequest, customer_id: CustomerId, asked: Query[NetworkAsked]) -> list[Tie]:
    """List the ties around a customer in sight whose both ends the actor sees, the nearest first."""
    asker = Asker(request)
    own = _own(asker, customer_id)
    found = graph.around(_walk(asker), customer_id=customer_id, layers=asked.layers)
    audit.note_part(customer_id, "network", others=found.customer_ids, channel="api")
    return [_tie(one, found, own=own) for one in found.ties]


@router.get("/worth-meeting", auth=_LISTED, response={200: WorthMeeting, **errors.answers()})
def worth_meeting(request: HttpRequest, asked: Query[MeetingAsked]) -> WorthMeeting:
    """List whom to meet around the actor's own valued customers, the most assets first (IDN-07)."""
    asker = Asker(request)
    found = meeting.around_book(
        asker.actor,
        asker.generation,
        rules=_rules(asker),
        circle=asked.circle,
        page=asked.page,
        today=asker.today,
    )
    following = asked.page + 1 if found.more else None
    return WorthMeeting(people=[_suggested(one) for one in found.suggestions], next_page=following)


def _rules(asker: Asker) -> RelationRules:
    return bank.playbook_of(asker.generation.business_date).of(RelationRules)


@router.get(
    "/customers/{customer_id}/introductions",
    auth=_DOOR,
    response={200: list[Introduction], **errors.answers(404)},
)
def introductions(
    request: HttpRequest, customer_id: CustomerId, asked: Query[IntroductionsAsked]
) -> list[Introduction]:
    """List who can introduce the actor: at most three ways over ties in sight; none to an own customer."""
    asker = Asker(request)
    own = _own(asker, customer_id)
    walk, to = _walk(asker), asked.to or customer_id
    found = graph.around(walk, customer_id=customer_id, layers=2)
    needed = to in ways.choices(found)
    led = ways.ways(walk, target=to, begins=ways.begins(found, to)) if needed else ()
    others = {*found.customer_ids, *(one.customer_id for way in led for one in way.people)} - {customer_id}
    audit.note_part(customer_id, "network", others=sorted(others), channel="api")
    return [_introduction(one, own=own) for one in led]


def _own(asker: Asker, customer_id: str) -> bool:
    """Say whether a customer in sight is of the actor's own book; NotFound out of sight."""
    row = guards.customer(asker.actor, asker.generation, customer_id, merged=True)
    return bool(asker.actor.staff_id) and row.rm_id == asker.actor.staff_id


def _written(name: str, *, own: bool) -> str:
    """Return the name of somebody who is no customer, in clear where a customer's would be."""
    return name if own else masks.name(name)


def _introduction(way: Way, *, own: bool) -> Introduction:
    people = {one.customer_id: one for one in way.people}
    return Introduction(
        first=_somebody(way.people[0]),
        steps=[
            WayStep(
                customer_id=one.other if one.other in people else None,
                name=people[one.other].name if one.other in people else _written(one.name, own=own),
                tie=one.kind,
            )
            for one in way.ties
        ],
        length=way.steps,
        unsaid=[Unsaid(name=name, topics=list(topics)) for name, topics in way.unsaid],
    )


def _walk(asker: Asker) -> Walk:
    return Walk(asker.actor, asker.generation, _rules(asker))


def _home(found: households.Household, *, own: bool) -> Home:
    held = found.rollup
    return Home(
        members=[_somebody(one) for one in found.members],
        beside=[Beside(name=_written(one.name, own=own), tie=one.kind) for one in found.named],
        elsewhere=[
            Elsewhere(customer=_somebody(one.person), member_id=one.of.customer_id, tie=one.kind)
            for one in found.kin
        ],
        together=None if held is None else _together(held),
        talks=None if found.talks is None else {one.customer_id: count for one, count in found.talks},
    )


def _together(held: households.Rollup) -> Together:
    return Together(
        assets=held.assets,
        parts=[HomePart(category=code, amount=amount) for code, amount in held.parts],
        holdings=held.products,
        due=held.due,
        due_on=held.first_due[0] if held.first_due else None,
    )


def _somebody(one: Person) -> Somebody:
    return Somebody(**{name: getattr(one, name) for name in Somebody.model_fields})


def _suggested(one: Suggestion) -> Suggested:
    return Suggested(
        near_id=one.near.customer_id,
        other_id=one.person.customer_id if one.person else None,
        key=one.told.other,
        name=one.person.name if one.person else one.told.name,
        tie=one.told.kind,
        reason=one.reason,
        aum=one.person.aum if one.person else None,
    )


def _tie(one: Told, found: graph.Network, *, own: bool) -> Tie:
    far = found.people.get(one.other)
    return Tie(
        customer_id=one.one,
        other_id=None if one.named else one.other,
        name=far.name if far else _written(one.name, own=own),
        tie=one.kind,
        away=found.layer[one.one] + 1,
        source=one.source,
        since=one.since,
        relation_id=str(one.id) if one.id else None,
    )
