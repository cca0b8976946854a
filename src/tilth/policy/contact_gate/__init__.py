"""The contact gate: whether a contact is allowed at a moment, else why not and until when (GOV-03)."""

from tilth.policy.contact_gate.consent import ASKED_TOO_SOON, may_ask_consent
from tilth.policy.contact_gate.facts import (
    BANK_ZONE,
    Consent,
    Decision,
    Held,
    History,
    Refusal,
    Request,
    Stop,
    Window,
    Wish,
)
from tilth.policy.contact_gate.gate import RULES, days_of_history, decide
from tilth.policy.contact_gate.greeting import agreed_channel, may_greet

__all__ = [
    "ASKED_TOO_SOON",
    "BANK_ZONE",
    "RULES",
    "Consent",
    "Decision",
    "Held",
    "History",
    "Refusal",
    "Request",
    "Stop",
    "Window",
    "Wish",
    "agreed_channel",
    "days_of_history",
    "decide",
    "may_ask_consent",
    "may_greet",
]
