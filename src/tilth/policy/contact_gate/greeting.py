"""Whether a customer may be greeted, and how: outside the rest and the caps, under its own consent (A6)."""

import datetime as dt

from tilth.policy.contact_gate.consent import GRANTED, decisions_about, last_of
from tilth.policy.contact_gate.facts import Asked, Decision, History, Request
from tilth.policy.contact_gate.standing import closed, do_not_disturb, suppressed
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import ANY_CHANNEL

GREETING = "greeting"
"""The purpose of the contact, and of the consent that it needs."""


def may_greet(history: History, request: Request, rules: Playbook) -> Decision:
    """Return whether a greeting may go out on a day by a channel; the consent is the one of this moment.

    Reasons are the gate's: closed, suppressed, do_not_disturb, no_consent. Rest, caps and hours do not hold.
    """
    asked = Asked(history, request, rules)
    for reason, rule in (("closed", closed), ("suppressed", suppressed), ("do_not_disturb", do_not_disturb)):
        held = rule(asked)
        if held is not None:
            return Decision(allowed=False, reason=reason, until=held.until, detail=held.detail)
    if not _agreed(history, request.channel, request.moment):
        return Decision(allowed=False, reason="no_consent", detail={"kind": "missing"})
    return Decision(allowed=True)


def agreed_channel(history: History, moment: dt.datetime, usual: str) -> str | None:
    """Return by which channel the customer agreed to be greeted, the newest yes first; None: by none.

    A yes to any channel means the bank's `usual` one.
    """
    said = [one for one in history.consents if one.purpose == GREETING and one.decision == GRANTED]
    said = [one for one in said if one.decided_at <= moment]
    for one in sorted(said, key=lambda one: (one.decided_at, one.channel != ANY_CHANNEL), reverse=True):
        channel = usual if one.channel == ANY_CHANNEL else one.channel
        if _agreed(history, channel, moment):
            return channel
    return None


def _agreed(history: History, channel: str, moment: dt.datetime) -> bool:
    """Say whether the latest word on a channel, or on all of them, is a yes; of one moment the no counts."""
    last = last_of(decisions_about(history, GREETING, channel, moment))
    return bool(last) and all(one.decision == GRANTED for one in last)
