"""The pages around one customer: what the gate says now, the rules of contact, the people."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms

from tilth.data.models import PublishedCustomer, User
from tilth.domain.audit.entries import Entries
from tilth.domain.consents.queries import Standing as Consented
from tilth.domain.customers.care import Colleague, Times, Wish
from tilth.domain.participants.queries import Item as Participation
from tilth.domain.suppressions.queries import Item as Suppressed
from tilth.domain.transfers.queries import Owned
from tilth.policy import codes, contact_gate
from tilth.policy.contact_gate import Decision, History, Request
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook
from tilth.policy.subjects import SUBJECTS
from tilth.policy.subjects.kit import TABS
from tilth.web.care import reasons

CHANNELS = tuple(channel for channel in codes.CHANNELS if channel != "other")
_MARKETING, _SERVICE = "maintain", "service"
"""One purpose for each class: a contact to keep in touch, a contact that serves."""
_FOR_GOOD = ("closed", "suppressed")
_NO_HOURS = "letter"
"""A channel without hours and caps of the day tells what holds for the customer as a whole."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the gate says to one contact; `text` is empty for a yes."""

    allowed: bool
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """The gate's answer for one channel, for marketing and for service."""

    channel: str
    marketing: Answer
    service: Answer


@dataclass(frozen=True, kw_only=True)
class Group:
    """Channels with the same two answers, told once."""

    channels: tuple[str, ...]
    marketing: Answer
    service: Answer


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the gate stands to a customer at this moment."""

    lines: tuple[Line, ...]
    nobody: str
    """Why nobody may contact the customer at all; empty when somebody may."""
    only_service: str
    """Why only service contacts are possible; empty otherwise."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """The answers, channels with the same ones together, in the order of channels."""
        found: dict[tuple[Answer, Answer], list[str]] = {}
        for line in self.lines:
            found.setdefault((line.marketing, line.service), []).append(line.channel)
        return tuple(
            Group(channels=tuple(channels), marketing=marketing, service=service)
            for (marketing, service), channels in found.items()
        )

    @property
    def phone(self) -> Line:
        """The answer for a call."""
        return self.lines[0]


def standing(history: History, moment: dt.datetime, rules: Playbook, *, today: dt.date) -> Standing:
    """Return the gate's answers at `moment` for every channel; no query."""

    def asked(channel: str, purpose: str) -> Decision:
        return contact_gate.decide(history, Request(moment, channel, purpose), rules)

    def answer(decision: Decision) -> Answer:
        text = "" if decision.allowed else reasons.sentence(decision, today=today)
        return Answer(allowed=decision.allowed, text=text)

    def held(purpose: str) -> str:
        decision = asked(_NO_HOURS, purpose)
        return reasons.sentence(decision, today=today) if decision.reason in _FOR_GOOD else ""

    nobody = held(_SERVICE)
    return Standing(
        lines=tuple(
            Line(
                channel=channel,
                marketing=answer(asked(channel, _MARKETING)),
                service=answer(asked(channel, _SERVICE)),
            )
            for channel in CHANNELS
        ),
        nobody=nobody,
        only_service="" if nobody else held(_MARKETING),
    )


def numberless(held: Standing, decision: Decision, *, today: dt.date) -> Standing:
    """Return the same with the no to calls of somebody who has no number that can be called (A20)."""
    no = Answer(allowed=False, text=reasons.sentence(decision, today=today))
    lines = (
        replace(line, marketing=no, service=no) if line.channel == "phone" and line.service.allowed else line
        for line in held.lines
    )
    return replace(held, lines=tuple(lines))


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What the actor may do around a customer; nothing is offered that would be refused."""

    call: bool
    record: bool
    unmask: bool
    rules: bool
    consent: bool
    wish: bool
    stop: bool
    lift: bool
    times: bool
    tasks: bool
    plan: bool
    people: bool
    owners: bool
    invite: bool
    move: bool
    segment: bool
    tabs: tuple[str, ...] = ()
    """Tabs of subjects that the actor may list."""


def rights(actor: User, *, relation: str) -> Rights:
    """Return the rights of a role, and of how the actor stands to the customer."""

    def held(thing: Thing, action: Action) -> bool:
        return may(actor.role, thing, action)

    return Rights(
        call=held(Thing.CLEARANCE, Action.CREATE),
        record=held(Thing.CONTACT, Action.CREATE),
        unmask=held(Thing.PERSONAL_DATA, Action.UNMASK) and relation in ("own", "bank"),
        rules=held(Thing.CONSENT, Action.LIST),
        consent=held(Thing.CONSENT, Action.CREATE),
        wish=held(Thing.DO_NOT_DISTURB, Action.CREATE),
        stop=held(Thing.SUPPRESSION, Action.CREATE),
        lift=held(Thing.SUPPRESSION, Action.UPDATE),
        times=held(Thing.PREFERENCE, Action.UPDATE),
        tasks=held(Thing.TASK, Action.LIST),
        plan=held(Thing.TASK, Action.CREATE),
        people=held(Thing.PARTICIPANT, Action.LIST),
        owners=held(Thing.OWNERSHIP_CHANGE, Action.LIST),
        invite=held(Thing.PARTICIPANT, Action.CREATE),
        move=held(Thing.TRANSFER, Action.CREATE),
        segment=held(Thing.SEGMENT_ASSIGNMENT, Action.UPDATE),
        tabs=tuple(
            tab for tab in TABS if any(one.tab == tab and held(one.thing, Action.LIST) for one in SUBJECTS)
        ),
    )


Forms = Mapping[str, forms.Form]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The page of one customer's rules of contact."""

    figures: PublishedCustomer
    can: Rights
    held: Standing
    consents: tuple[Consented, ...]
    wishes: tuple[Wish, ...]
    stops: tuple[Suppressed, ...]
    times: Times | None
    forms: Forms
    wrong: str
    """Code of the form that was refused; it stands open."""
    error: str
    """What was wrong with it as a whole."""
    done: bool
    text_version: str
    tab: str = "rules"


@dataclass(frozen=True, kw_only=True)
class People:
    """The page of who owned, who takes part, and who looked."""

    figures: PublishedCustomer
    can: Rights
    owners: tuple[Owned, ...]
    participants: tuple[Participation, ...]
    looks: Entries
    colleagues: tuple[Colleague, ...]
    managers: tuple[Colleague, ...]
    forms: Forms
    wrong: str
    error: str
    done: bool
    tab: str = "people"


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """Clear values for a minute, or the form that asks why."""

    figures: PublishedCustomer
    form: forms.Form
    values: tuple[tuple[str, str], ...] = ()
    """Column and clear value, empty where the bank has none."""
