"""The decision: the first rule that holds a contact back, in the order of the contact gate (GOV-03)."""

from collections.abc import Callable, Mapping

from tilth.policy.contact_gate import standing
from tilth.policy.contact_gate.consent import no_consent
from tilth.policy.contact_gate.facts import Asked, Decision, Held, History, Request
from tilth.policy.contact_gate.hours import quiet_hours, unsuitable_time
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import ANY_CHANNEL

RULES: Mapping[str, Callable[[Asked], Held | None]] = {
    "closed": standing.closed,
    "suppressed": standing.suppressed,
    "do_not_disturb": standing.do_not_disturb,
    "no_consent": no_consent,
    "contacted_recently": standing.contacted_recently,
    "frequency_cap": standing.frequency_cap,
    "quiet_hours": quiet_hours,
    "unsuitable_time": unsuitable_time,
}
"""Every rule by its reason; the first that holds decides."""


def decide(history: History, request: Request, rules: Playbook) -> Decision:
    """Return whether a contact is allowed at a moment, and else the first reason and until when it holds.

    ValueError for channel `any`: a contact is made by one channel.
    """
    if request.channel == ANY_CHANNEL:
        raise ValueError("a contact is made by one channel; `any` is none")
    asked = Asked(history, request, rules)
    for reason, rule in RULES.items():
        held = rule(asked)
        if held is not None:
            return Decision(allowed=False, reason=reason, until=held.until, detail=held.detail)
    return Decision(allowed=True)


def days_of_history(rules: Playbook) -> int:
    """Return how many days back, today included, contacts, attempts and refusals can still matter."""
    caps = (*rules.call_list.caps, *rules.contact.household_caps)
    return max(rules.call_list.quiet_days, rules.contact.refusal_days, *(cap.days for cap in caps))
