"""Rules about the customer's own yes and no to marketing (C-01 … C-04, C-50)."""

import datetime as dt
from collections.abc import Iterable, Sequence

from tilth.policy.contact_gate.facts import Asked, Consent, Decision, Held, History, Plain, Request
from tilth.policy.contact_gate.moments import midnight
from tilth.policy.contact_gate.standing import closed, suppressed
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import ANY_CHANNEL, CHANNELS

MARKETING = "marketing"
GRANTED = "granted"
ASKED_TOO_SOON = "asked_too_soon"
"""The reason for which nobody may ask for consent again; no reason of the gate itself."""


def no_consent(asked: Asked) -> Held | None:
    """Hold marketing after a no, without the consent a channel needs, and soon after a refused contact."""
    if asked.is_service:
        return None
    rules, channel = asked.rules.contact, asked.request.channel
    latest = last_of(decisions_about(asked.history, MARKETING, channel, asked.request.moment))
    denied = next((one for one in latest if one.decision != GRANTED), None)
    if denied is not None:
        return Held(None, {"kind": denied.decision})
    if channel in rules.consent_channels:
        if not latest:
            return Held(None, {"kind": "missing", "text_version": rules.consent_text_version})
        if any(one.text_version != rules.consent_text_version for one in latest):
            return Held(None, {"kind": "outdated", "text_version": rules.consent_text_version})
    return _refused_contact(asked, latest)


def decisions_about(history: History, purpose: str, channel: str, moment: dt.datetime) -> list[Consent]:
    """Return the decisions up to a moment that concern a purpose and a channel."""
    return [
        one
        for one in history.consents
        if one.purpose == purpose and one.channel in (channel, ANY_CHANNEL) and one.decided_at <= moment
    ]


def last_of(decisions: Sequence[Consent]) -> list[Consent]:
    """Return the decisions of the latest moment: one, or several of which the strictest counts."""
    last = max((one.decided_at for one in decisions), default=None)
    return [one for one in decisions if one.decided_at == last]


def _refused_contact(asked: Asked, latest: Sequence[Consent]) -> Held | None:
    """Hold marketing for some days after a contact refused on this channel, unless a yes came later."""
    last = max(
        (one.at for one in asked.history.refusals if one.channel == asked.request.channel), default=None
    )
    if last is None or any(one.decided_at > last for one in latest):
        return None
    zone, days = asked.history.zone, asked.rules.contact.refusal_days
    refused_on = last.astimezone(zone).date()
    if (asked.day - refused_on).days >= days:
        return None
    until = midnight(refused_on + dt.timedelta(days=days), zone)
    return Held(until, {"kind": "refused_contact", "refused_on": refused_on.isoformat(), "days": days})


def may_ask_consent(
    history: History, request: Request, rules: Playbook, *, about: str = MARKETING
) -> Decision:
    """Return whether the customer may be asked for consent to `about` by a channel, or by `any` (C-04).

    Reasons: closed, suppressed (as for marketing), ASKED_TOO_SOON after a refusal that no later yes replaced.
    """
    asked = Asked(history, Request(request.moment, request.channel, "other"), rules)
    for reason, rule in (("closed", closed), ("suppressed", suppressed)):
        held = rule(asked)
        if held is not None:
            return Decision(allowed=False, reason=reason, until=held.until, detail=held.detail)
    channels = CHANNELS if request.channel == ANY_CHANNEL else (request.channel,)
    denied_on = max(_denials(asked, about, channels), default=None)
    days = rules.contact.ask_again_days
    if denied_on is None or (asked.day - denied_on).days >= days:
        return Decision(allowed=True)
    until = midnight(denied_on + dt.timedelta(days=days), history.zone)
    detail: dict[str, Plain] = {"refused_on": denied_on.isoformat(), "days": days}
    return Decision(allowed=False, reason=ASKED_TOO_SOON, until=until, detail=detail)


def _denials(asked: Asked, about: str, channels: Iterable[str]) -> Iterable[dt.date]:
    """Yield the customer's day of the standing no of each channel that has one."""
    for channel in channels:
        for one in last_of(decisions_about(asked.history, about, channel, asked.request.moment)):
            if one.decision != GRANTED:
                yield one.decided_at.astimezone(asked.history.zone).date()
