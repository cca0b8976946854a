"""The word for a code on the pages; the lists with their words stand in `policy.codes`."""

import functools
from collections.abc import Iterable

from django.utils.functional import lazy
from django.utils.translation import gettext

from tilth.policy import codes
from tilth.policy.funnel import STAGES
from tilth.policy.levels.codes import LEVELS
from tilth.policy.subjects.fact import KINDS as FACTS
from tilth.policy.subjects.interest import KINDS as INTERESTS
from tilth.policy.subjects.interest import SETTLED
from tilth.policy.subjects.maturity import RESULTS
from tilth.policy.subjects.merge import CAUSES
from tilth.policy.subjects.won_money import ANSWERS
from tilth.policy.words import Codes
from tilth.web.format.languages import language

ALL: dict[str, Codes] = {
    "tier": codes.TIERS,
    "lifecycle": codes.LIFECYCLES,
    "side": codes.SIDES,
    "goal": codes.GOALS,
    "category": codes.CATEGORIES,
    "channel": codes.CHANNELS_OF_WISHES,
    "outcome": codes.OUTCOMES,
    "purpose": codes.PURPOSES,
    "effect": codes.EFFECTS,
    "nature": codes.NATURES,
    "bank": codes.BANKS,
    "fact": FACTS,
    "interest": INTERESTS,
    "interest_end": SETTLED,
    "maturity": RESULTS,
    "won": ANSWERS,
    "cause": codes.CAUSES,
    "care": codes.CARE_OWED,
    "funnel": STAGES,
    "level": LEVELS,
    "cadence_source": codes.CADENCE_SOURCES,
    "role": codes.ROLES,
    "gender": codes.GENDERS,
    "kind": codes.CUSTOMER_KINDS,
    "basis": codes.BASES,
    "measure": codes.MEASURES,
    "main_bank": codes.MAIN_BANK,
    "standing": codes.STANDINGS,
    "reason": {**codes.REASONS, **codes.SIGNALS},
    "tone": codes.TONES,
    "evidence": codes.EVIDENCE,
    "due_day": codes.DUE_DAYS,
    "transaction": codes.TRANSACTIONS,
    "booked_by": codes.BOOKED_BY,
    "relation": codes.RELATIONS,
    "timeline": codes.TIMELINE,
    "run_status": codes.RUN_STATUSES,
    "table": {**codes.TABLES, **codes.STATE_TABLES},
    "step": codes.STEPS,
    "suppression": codes.STOPS,
    "consent_purpose": codes.CONSENT_PURPOSES,
    "consent_decision": codes.CONSENT_DECISIONS,
    "participation": codes.PARTICIPATIONS,
    "transfer_cause": codes.TRANSFER_CAUSES,
    "merge_cause": CAUSES,
    "owned_by": codes.OWNED_BY,
    "personal": codes.PERSONAL,
    "unmask_reason": codes.UNMASK_REASONS,
    "weekday": codes.WEEKDAYS,
    "action": codes.ACTIONS,
    "intention": codes.INTENTIONS,
    "next_step": codes.NEXT_STEPS,
    "place": codes.PLACES,
    "meeting": codes.MEETINGS,
    "part": {**codes.SIDES, **codes.PURPOSES, **codes.PARTS},
    "promise": codes.PROMISES,
    "number": codes.NUMBERS,
    "skip": codes.SKIP_REASONS,
    "closing": codes.CLOSING_REASONS,
    "task": codes.TASKS,
    "question": codes.QUESTIONS,
    "entry": codes.ENTRIES,
    "entry_state": codes.ENTRY_STATES,
    "phrase": codes.PHRASES,
    "method": codes.METHODS,
    "topic": codes.TOPICS,
    "occasion": codes.OCCASIONS,
    "proof": codes.PROOFS,
    "practice": codes.PRACTICES,
    "history": codes.HISTORIES,
    "holiday": codes.HOLIDAYS,
    "horizon": codes.HORIZONS,
}
"""What templates and view modules call a list."""
CATEGORY_ICONS = {
    "demand_deposit": "wallet",
    "time_deposit": "building-bank",
    "fx_deposit": "coins",
    "wealth_product": "report-money",
    "fund": "chart-pie",
    "insurance": "umbrella",
    "bond": "receipt",
    "precious_metal": "diamond",
    "securities": "trending-up",
    "trust": "shield-half",
    "loan": "cash",
    "mortgage": "home-dollar",
    "credit_card": "credit-card",
}


def label(kind: str, code: str | None) -> str:
    """Return the word for a code in the active language; an unknown code stands for itself."""
    return _label(kind, code, language()) if code else "\u2014"


@functools.lru_cache(maxsize=4_096)
def _label(kind: str, code: str, reader: str) -> str:
    known = ALL[kind].get(code)
    return code if known is None else known.told(reader)


lazily = lazy(label, str)
"""As `label`, in the language of whoever reads it: for what is made before there is a reader."""


def choices(kind: str, offered: Iterable[str]) -> list[tuple[str, str]]:
    """Return the codes that a field offers with their words, each in the language of whoever reads it."""
    return [(code, lazily(kind, code)) for code in offered]


def step(code: str, words: str) -> str:
    """Return a next step in the active language, with the words beside it; older ones are words alone."""
    if not code or code == "other":
        return words or label("next_step", code)
    return (
        gettext("{step}: {words}").format(step=label("next_step", code), words=words)
        if words
        else label("next_step", code)
    )
