"""What people do with greetings: plan one, send it, leave it out (OPS-04, OPS-05)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from tilth.data.models import Gift, Greeting
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.contacts import gate
from tilth.domain.days import ZONE
from tilth.domain.proposing import proposes
from tilth.domain.records.gift import give
from tilth.domain.wording import sayable
from tilth.kernel.sentences import marked as _
from tilth.policy import codes, contact_gate
from tilth.policy.contact_gate import Decision, Request
from tilth.policy.contact_gate.greeting import GREETING as PURPOSE
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.greeting import BY_HAND, GIFTS, GREETING, OCCASIONS, SEVERAL, GreetingRules
from tilth.policy.words import Words

LONGEST = dt.timedelta(days=366)
AS_AGREED = ""
"""By the channel that the greeting names."""


@adds(GREETING, Words("Plan a greeting", "安排问候"), leads=("open",))
def plan(
    at: Acting, *, occasion: Annotated[str, OneOf(OCCASIONS)], due_on: dt.date, about: Note = ""
) -> Greeting:
    """Plan a greeting, mostly for a day that no feed brings; it is due at the hour of the playbook."""
    rules = at.playbook.of(GreetingRules)
    if not at.today <= due_on <= at.today + LONGEST:
        raise Unclear(_("A greeting is planned for today or a day within a year."))
    apart = dt.timedelta(days=0 if occasion in (*BY_HAND, *SEVERAL) else rules.days_apart - 1)
    near = (due_on - apart, due_on + apart)
    same = at.rows(Greeting).filter(occasion=occasion, due_on__range=near, voided_at=None)
    if any(one != at.who.key for one in same.values_list("pk", flat=True)):
        raise Unclear(_("This day has its greeting already: nothing was added."))
    known = gate.history(at.customer, at.who.at, at.playbook)
    channel = contact_gate.agreed_channel(known, at.who.at, rules.channel)
    if channel is None:
        raise Unclear(_("The customer has not agreed to greetings: none may go out."))
    # a yes of this morning counts for a greeting of today, whose hour has passed
    _may(at, channel, max(at.who.at, dt.datetime.combine(due_on, rules.hour, ZONE)))
    row = Greeting(occasion=occasion, about=about, due_on=due_on, due_at=rules.hour, channel=channel)
    row.state = "open"
    return at.write(row)


@changes(GREETING, Greeting, Words("Sent", "已问候"), leads=("sent",))
def send(  # noqa: PLR0913 - one act, told in keywords
    at: Acting,
    greeting: Greeting,
    *,
    text: Note,
    channel: Annotated[str, OneOf(codes.CHANNELS)] = AS_AGREED,
    gift: Annotated[str, OneOf(GIFTS), Words("Gift given with it", "随附礼品")] = "none",
    gift_value: Annotated[Decimal | None, Words("Its value", "礼品金额")] = None,
) -> Greeting:
    """Say what was sent, by which channel, and with which gift; a gift enters the register."""
    _waits(greeting)
    if greeting.due_on > at.today:
        raise Unclear(_("A greeting goes out on its day, not before."))
    sayable(text, playbook=at.playbook)
    channel = channel or greeting.channel
    _may(at, channel, at.who.at)
    if gift != "none":
        greeting.gift = _given(at, kind=gift, value=gift_value)
    greeting.channel, greeting.text = channel, text
    greeting.state, greeting.done_at = "sent", at.who.at
    return at.changed(greeting)


@changes(GREETING, Greeting, Words("Leave out", "不再问候"), leads=("left", "stopped"))
def leave_out(at: Acting, greeting: Greeting, *, why: Note) -> Greeting:
    """Leave a greeting out, and say why; one that may not go out is stopped."""
    _waits(greeting)
    stays = _answer(at, greeting.channel, at.who.at).allowed
    greeting.state, greeting.why = "left" if stays else "stopped", why
    greeting.done_at = at.who.at
    return at.changed(greeting)


@proposes(GREETING, "send")
def proposed(playbook: Playbook, said: Mapping[str, str]) -> dict[str, Words | str]:
    """Return the text that is proposed for an occasion, and the channel that was agreed."""
    return {"text": playbook.of(GreetingRules).proposed(said["occasion"]), "channel": said["channel"]}


def _waits(greeting: Greeting) -> None:
    if greeting.state != "open":
        raise Unclear(_("This greeting is done already: nothing was changed."))


def _may(at: Acting, channel: str, moment: dt.datetime) -> None:
    """Raise Unclear where the customer may not be greeted by a channel at a moment."""
    answer = _answer(at, channel, moment)
    if answer.allowed:
        return
    if answer.reason == "no_consent":
        raise Unclear(_("The customer has not agreed to greetings by this channel: none may go out."))
    raise Unclear(_("The customer is to be left alone: no greeting may go out."))


def _answer(at: Acting, channel: str, moment: dt.datetime) -> Decision:
    known = gate.history(at.customer, at.who.at, at.playbook)
    return contact_gate.may_greet(known, Request(moment, channel, PURPOSE), at.playbook)


def _given(at: Acting, *, kind: str, value: Decimal | None) -> Gift:
    if value is None:
        raise Unclear(_("A gift has a value: write it, or choose no gift."))
    who = replace(at.who, key=None)
    return give(who, at.customer.customer_id, kind=kind, value=value, given_on=at.today)
