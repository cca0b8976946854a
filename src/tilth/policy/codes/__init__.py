"""Every closed list of codes with its words, one file per idea: the list, its order and what people read.

A mapping is in the order of its contract. `tuple(codes.OUTCOMES)` is the list alone.
"""

from tilth.policy.codes.audit import ACTIONS
from tilth.policy.codes.banks import BANKS
from tilth.policy.codes.calendar import HOLIDAYS, WEEKDAYS
from tilth.policy.codes.care import CARE_OWED
from tilth.policy.codes.consents import CONSENT_DECISIONS, CONSENT_PURPOSES, MINOR, STOPS, SUPPRESSIONS
from tilth.policy.codes.contacts import (
    ANY_CHANNEL,
    CHANNELS,
    CHANNELS_OF_WISHES,
    EFFECTS,
    INTENTIONS,
    NATURES,
    OUTCOMES,
    PURPOSES,
    QUESTIONS,
    REFUSED,
    nature_of,
)
from tilth.policy.codes.customers import (
    BASES,
    CADENCE_SOURCES,
    CUSTOMER_KINDS,
    GENDERS,
    LIFECYCLES,
    MAIN_BANK,
    MEASURES,
    OWNED_BY,
    STANDINGS,
    TIERS,
    TIMELINE,
)
from tilth.policy.codes.events import CLOSING_REASONS, EVENTS, PROMISE, REASONS, TOP_AUM
from tilth.policy.codes.library import (
    ENTRIES,
    ENTRY_STATES,
    HISTORIES,
    METHODS,
    OCCASIONS,
    PHRASES,
    PRACTICES,
    PROOFS,
    TOPICS,
)
from tilth.policy.codes.lists import CAUSES, GOALS, SIDES, SKIP_REASONS
from tilth.policy.codes.nights import RUN_STATUSES, STATE_TABLES, STEPS, TABLES
from tilth.policy.codes.personal import NUMBERS, PERSONAL, UNMASK_REASONS
from tilth.policy.codes.products import ASSETS, BOOKED_BY, CATEGORIES, DEPOSITS, LIABILITIES, TRANSACTIONS
from tilth.policy.codes.relations import FAMILY_TIES, FED_RELATIONS, RELATIONS
from tilth.policy.codes.signals import DUE_DAYS, EVIDENCE, SIGNALS, TONES
from tilth.policy.codes.staff import HAND_OVER_CAUSES, PARTICIPATIONS, ROLES, TAKEN_BACK, TRANSFER_CAUSES
from tilth.policy.codes.tasks import MEETINGS, NEXT_STEPS, PARTS, PLACES, PROMISES, TASKS
from tilth.policy.codes.work import HORIZONS

__all__ = [
    "ACTIONS",
    "ANY_CHANNEL",
    "ASSETS",
    "BANKS",
    "BASES",
    "BOOKED_BY",
    "CADENCE_SOURCES",
    "CARE_OWED",
    "CATEGORIES",
    "CAUSES",
    "CHANNELS",
    "CHANNELS_OF_WISHES",
    "CLOSING_REASONS",
    "CONSENT_DECISIONS",
    "CONSENT_PURPOSES",
    "CUSTOMER_KINDS",
    "DEPOSITS",
    "DUE_DAYS",
    "EFFECTS",
    "ENTRIES",
    "ENTRY_STATES",
    "EVENTS",
    "EVIDENCE",
    "FAMILY_TIES",
    "FED_RELATIONS",
    "GENDERS",
    "GOALS",
    "HAND_OVER_CAUSES",
    "HISTORIES",
    "HOLIDAYS",
    "HORIZONS",
    "INTENTIONS",
    "LIABILITIES",
    "LIFECYCLES",
    "MAIN_BANK",
    "MEASURES",
    "MEETINGS",
    "METHODS",
    "MINOR",
    "NATURES",
    "NEXT_STEPS",
    "NUMBERS",
    "OCCASIONS",
    "OUTCOMES",
    "OWNED_BY",
    "PARTICIPATIONS",
    "PARTS",
    "PERSONAL",
    "PHRASES",
    "PLACES",
    "PRACTICES",
    "PROMISE",
    "PROMISES",
    "PROOFS",
    "PURPOSES",
    "QUESTIONS",
    "REASONS",
    "REFUSED",
    "RELATIONS",
    "ROLES",
    "RUN_STATUSES",
    "SIDES",
    "SIGNALS",
    "SKIP_REASONS",
    "STANDINGS",
    "STATE_TABLES",
    "STEPS",
    "STOPS",
    "SUPPRESSIONS",
    "TABLES",
    "TAKEN_BACK",
    "TASKS",
    "TIERS",
    "TIMELINE",
    "TONES",
    "TOPICS",
    "TOP_AUM",
    "TRANSACTIONS",
    "TRANSFER_CAUSES",
    "UNMASK_REASONS",
    "WEEKDAYS",
    "nature_of",
]
