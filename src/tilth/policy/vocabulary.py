"""The closed word lists of the contract as rules, typed tables and the engine take them.

A list that people read stands in `policy.codes` with its words, and is taken from there.
"""

from tilth.policy import codes
from tilth.policy.codes import ANY_CHANNEL, MINOR, PROMISE, REFUSED, TOP_AUM

__all__ = ["ANY_CHANNEL", "MINOR", "PROMISE", "REFUSED", "TOP_AUM"]  # the lists below are at home here

TIERS = tuple(codes.TIERS)
LIFECYCLES = tuple(codes.LIFECYCLES)
DEPOSIT_CATEGORIES = tuple(codes.DEPOSITS)
ASSET_CATEGORIES = tuple(codes.ASSETS)
LIABILITY_CATEGORIES = tuple(codes.LIABILITIES)
CATEGORIES = tuple(codes.CATEGORIES)
EVENT_KINDS = tuple(codes.EVENTS)
SIGNAL_KINDS = tuple(codes.SIGNALS)
HAPPENED_SIGNALS = frozenset(
    (
        *("deposit_left", "product_cancelled", "salary_started", "salary_stopped", "salary_grew"),
        *("child_turns_18", "spouse_birthday", "child_birthday", "household_moved"),
        *("premium_due", "card_expiring", "certificate_expiring", "wedding_anniversary"),
    )
)
"""Signals of what happened on a day of its own."""
STANDING_SIGNALS = tuple(kind for kind in SIGNAL_KINDS if kind not in HAPPENED_SIGNALS)
"""Signals that tell of a state: each stands while the state holds, and is told anew when it has lapsed."""
TONES = tuple(codes.TONES)
EVIDENCE = tuple(codes.EVIDENCE)
REASON_STATES = ("open", "acted_on", "lapsed")
"""What becomes of an event that asks for a contact."""
RETIRED_WORDS = ("退休", "retired")
"""Words of an occupation by which a person works no more."""
SIDES = tuple(codes.SIDES)
GOALS = dict(zip(codes.SIDES, codes.GOALS, strict=True))
"""The goal of a call by its side."""
GATE_REASONS = (
    "closed",
    "suppressed",
    "do_not_disturb",
    "no_consent",
    "contacted_recently",
    "frequency_cap",
    "quiet_hours",
    "unsuitable_time",
)
"""Why the contact gate says no, in the order in which it asks (GOV-03)."""
CAUSES = tuple(codes.CAUSES)
CADENCE_SOURCES = tuple(codes.CADENCE_SOURCES)
SEGMENT_SOURCES = ("confirmed", "rule", "nearest")
"""How sure a segment is: a person confirmed it, its condition is true, or it is the nearest type."""
CHANNELS = tuple(codes.CHANNELS)
OUTCOMES = tuple(codes.OUTCOMES)
PURPOSES = tuple(codes.PURPOSES)
SUPPRESSIONS = tuple(codes.SUPPRESSIONS)
SERVED_SUPPRESSIONS = ("bereaved", "complaint_open", "litigation")
"""Suppressions under which the bank must still be able to serve."""
CONSENT_PURPOSES = tuple(codes.CONSENT_PURPOSES)
CONSENT_DECISIONS = tuple(codes.CONSENT_DECISIONS)
FAMILY_TIES = tuple(codes.FAMILY_TIES)
TIES = tuple(codes.FED_RELATIONS)
