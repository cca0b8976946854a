"""Record what a customer allowed or refused: one purpose an act, only ever added to (C-01, C-02, C-04)."""

from typing import Annotated

from tilth.data.models import Consent
from tilth.domain import guards, refusing
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds
from tilth.domain.arguments import Note, OneOf
from tilth.domain.contacts import gate
from tilth.domain.told import sensitive
from tilth.policy import codes, contact_gate
from tilth.policy.contact_gate import Decision, Request
from tilth.policy.subjects.consent import CONSENT
from tilth.policy.subjects.detail import SENSITIVE
from tilth.policy.words import Words

GRANTED, WITHDRAWN = "granted", "withdrawn"
_ANY_PURPOSE = "other"
"""Asking for consent is no contact with a purpose of its own; the rule looks at the channel only."""


class MayNotAskError(Unclear):
    """The customer may not be asked for consent now: closed, suppressed, or asked too soon.

    Pages tell the gate's `decision` in their own words.
    """

    code, status = "may_not_ask", 409

    def __init__(self, exactly: str, decision: Decision) -> None:
        super().__init__(refusing.UNCLEAR, exactly=exactly)
        self.decision = decision


class AskedTooSoonError(MayNotAskError):
    """The customer said no not long ago; `until` is the first day on which one may ask again (C-04)."""

    def __init__(self, decision: Decision) -> None:
        self.until = None if decision.until is None else guards.day(decision.until)
        since, days = decision.detail["refused_on"], decision.detail["days"]
        super().__init__(
            f"The customer said no on {since}; nobody may ask again for {days} days, until {self.until}.",
            decision,
        )


@adds(CONSENT, Words("Record a decision", "登记决定"))
def record(  # noqa: PLR0913 - one act, told in keywords
    at: Acting,
    *,
    purpose: Annotated[str, OneOf(codes.CONSENT_PURPOSES)],
    decision: Annotated[str, OneOf(codes.CONSENT_DECISIONS)],
    channel: Annotated[str, OneOf(codes.CHANNELS_OF_WISHES)] = codes.ANY_CHANNEL,
    text_version: str = "",
    evidence: Note = "",
    asked: Annotated[bool, Words("We asked", "由我行征询")] = True,
) -> Consent:
    """Store one decision of the customer about one purpose and one channel or `any`.

    `asked` False: the customer came with it unasked, and `evidence` says where the proof lies. Raises
    MayNotAskError, AskedTooSoonError.
    """
    if decision == GRANTED and not text_version:
        raise refusing.unclear("A consent names the text that the customer agreed to: give its version.")
    if not asked and not evidence:
        raise refusing.unclear(
            "Say where the proof lies that the customer came unasked: a form, a recording."
        )
    if asked:
        _may_ask(at, channel, purpose)
    said = Consent(purpose=purpose, channel=channel, decision=decision, text_version=text_version)
    return _store(at, said, evidence)


@adds(CONSENT, Words("Take it back", "撤回同意"))
def withdraw(
    at: Acting,
    *,
    purpose: Annotated[str, OneOf(codes.CONSENT_PURPOSES)],
    channel: Annotated[str, OneOf(codes.CHANNELS_OF_WISHES)] = codes.ANY_CHANNEL,
    evidence: Note = "",
) -> Consent:
    """Store that the customer takes a consent back; always possible, also where there was none."""
    return _store(at, Consent(purpose=purpose, channel=channel, decision=WITHDRAWN), evidence)


def _may_ask(at: Acting, channel: str, purpose: str) -> None:
    known = gate.history(at.customer, at.who.at, at.playbook)
    asked = Request(at.who.at, channel, _ANY_PURPOSE)
    answer = contact_gate.may_ask_consent(known, asked, at.playbook, about=purpose)
    if answer.allowed:
        return
    if answer.reason == contact_gate.ASKED_TOO_SOON:
        raise AskedTooSoonError(answer)
    raise MayNotAskError(f"Nobody may ask this customer for consent now: {answer.reason}.", answer)


def _store(at: Acting, said: Consent, evidence: str) -> Consent:
    said.customer_id, said.evidence = at.customer.customer_id, evidence
    said.decided_at, said.recorded_by = at.who.at, at.who.by
    if (said.purpose, said.channel) == (SENSITIVE, codes.ANY_CHANNEL) and said.decision != GRANTED:
        sensitive.ended(at)  # before it is stored: what stands under it is no longer read afterwards
    said.save(force_insert=True)
    return said
