"""Record what a customer allowed or refused: one purpose an act, only ever added to (C-01, C-02, C-04)."""

import datetime as dt

from django.db import transaction

from tilth.data.models import Consent, Generation, PublishedCustomer, User
from tilth.domain import guards
from tilth.domain.contacts import gate
from tilth.policy import codes, contact_gate
from tilth.policy.contact_gate import Decision, Request
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import ANY_CHANNEL, CONSENT_DECISIONS, CONSENT_PURPOSES

GRANTED, WITHDRAWN = "granted", "withdrawn"
_ANY_PURPOSE = "other"
"""Asking for consent is no contact with a purpose of its own; the rule looks at the channel only."""


class ConsentUnclearError(ValueError):
    """A consent names no known purpose, channel or decision, or a yes names no text or no proof."""


class MayNotAskError(RuntimeError):
    """The customer may not be asked for consent now: closed, suppressed, or asked too soon."""

    def __init__(self, sentence: str, decision: Decision) -> None:
        super().__init__(sentence)
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


@transaction.atomic
def record(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    purpose: str,
    decision: str,
    channel: str = ANY_CHANNEL,
    text_version: str = "",
    evidence: str = "",
    asked: bool = True,
    rules: Playbook,
) -> Consent:
    """Store one decision of the customer about one purpose and one channel or `any`.

    `asked` False: the customer came with it unasked, and `evidence` says where the proof lies. Raises
    NotAllowedError, CustomerNotVisibleError, ConsentUnclearError, AuthenticationDataError, MayNotAskError,
    AskedTooSoonError.
    """
    guards.allowed(by, Thing.CONSENT, Action.CREATE)
    _check(purpose, channel, decision)
    if decision == GRANTED and not text_version:
        raise ConsentUnclearError("A consent names the text that the customer agreed to: give its version.")
    if not asked and not evidence.strip():
        raise ConsentUnclearError(
            "Say where the proof lies that the customer came unasked: a form, a recording."
        )
    guards.free_text(evidence)
    customer = guards.customer(by, generation, customer_id)
    if asked:
        _may_ask(customer, at, channel, purpose, rules)
    return _store(by, at, customer, purpose, channel, decision, text_version, evidence)


@transaction.atomic
def withdraw(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    purpose: str,
    channel: str = ANY_CHANNEL,
    evidence: str = "",
) -> Consent:
    """Store that the customer takes a consent back; always possible, also where there was none.

    Raises NotAllowedError, CustomerNotVisibleError, ConsentUnclearError.
    """
    guards.allowed(by, Thing.CONSENT, Action.CREATE)
    _check(purpose, channel, WITHDRAWN)
    guards.free_text(evidence)
    customer = guards.customer(by, generation, customer_id)
    return _store(by, at, customer, purpose, channel, WITHDRAWN, "", evidence)


def _check(purpose: str, channel: str, decision: str) -> None:
    for word, known in (
        (purpose, CONSENT_PURPOSES),
        (channel, (ANY_CHANNEL, *codes.CHANNELS)),
        (decision, CONSENT_DECISIONS),
    ):
        if word not in known:
            raise ConsentUnclearError(f"{word!r} is none of {', '.join(known)}: one act decides one thing.")


def _may_ask(
    customer: PublishedCustomer, at: dt.datetime, channel: str, purpose: str, rules: Playbook
) -> None:
    known = gate.history(customer, at, rules)
    answer = contact_gate.may_ask_consent(known, Request(at, channel, _ANY_PURPOSE), rules, about=purpose)
    if answer.allowed:
        return
    if answer.reason == contact_gate.ASKED_TOO_SOON:
        raise AskedTooSoonError(answer)
    raise MayNotAskError(f"Nobody may ask this customer for consent now: {answer.reason}.", answer)


def _store(  # noqa: PLR0913, PLR0917 - the columns of one row
    by: User,
    at: dt.datetime,
    customer: PublishedCustomer,
    purpose: str,
    channel: str,
    decision: str,
    text_version: str,
    evidence: str,
) -> Consent:
    return Consent.objects.create(
        customer_id=customer.customer_id,
        purpose=purpose,
        channel=channel,
        decision=decision,
        text_version=text_version,
        evidence=evidence.strip(),
        decided_at=at,
        recorded_by=by,
    )
