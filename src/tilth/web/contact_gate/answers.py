"""What the contact gate says about one customer now, channel by channel."""

import datetime as dt
from dataclasses import dataclass, replace

from tilth.policy import codes, contact_gate
from tilth.policy.contact_gate import Decision, History, Request
from tilth.policy.playbook import Playbook
from tilth.web.contact_gate import words

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
class GateAnswers:
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


def of(history: History, moment: dt.datetime, rules: Playbook, *, today: dt.date) -> GateAnswers:
    """Return the gate's answers at `moment` for every channel; no query."""

    def asked(channel: str, purpose: str) -> Decision:
        return contact_gate.decide(history, Request(moment, channel, purpose), rules)

    def answer(decision: Decision) -> Answer:
        text = "" if decision.allowed else words.sentence(decision, today=today)
        return Answer(allowed=decision.allowed, text=text)

    def held(purpose: str) -> str:
        decision = asked(_NO_HOURS, purpose)
        return words.sentence(decision, today=today) if decision.reason in _FOR_GOOD else ""

    nobody = held(_SERVICE)
    return GateAnswers(
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


def numberless(held: GateAnswers, decision: Decision, *, today: dt.date) -> GateAnswers:
    """Return the same with the no to calls of somebody who has no number that can be called (A20)."""
    no = Answer(allowed=False, text=words.sentence(decision, today=today))
    lines = (
        replace(line, marketing=no, service=no) if line.channel == "phone" and line.service.allowed else line
        for line in held.lines
    )
    return replace(held, lines=tuple(lines))
