"""The codes that people choose from when they record their work."""

from tilth.policy import vocabulary

LANGUAGES = ("zh-hans", "en")
THEMES = ("light", "dark", "auto")
UPDOWN = ("cn", "intl")
"""Which colour means up: red as in China, or green as elsewhere."""

TOUR = ("todo", "1", "2", "done")
"""How far a person came on the tour of the first day; done also says that they did not want it."""

GENERATION_STATES = ("loading", "published", "dropped")
RUN_STATUSES = ("published", "refused", "failed")

CHANNELS = vocabulary.CHANNELS
"""By which way a customer was contacted (CHAN-01)."""

OUTCOMES = (
    "connected",
    "no_answer",
    "busy",
    "wrong_number",
    "refused",
    "call_back",
    "left_message",
    "other",
)
"""What came of it (REC-01)."""

PURPOSES = vocabulary.PURPOSES
"""What for (LIST-08, AFT-01)."""

SUPPRESSIONS = vocabulary.SUPPRESSIONS
CONSENT_PURPOSES = vocabulary.CONSENT_PURPOSES
CONSENT_DECISIONS = vocabulary.CONSENT_DECISIONS

INTENTIONS = ("none", "weak", "medium", "strong", "ready")
"""How far the customer means to go on, as the manager heard it; unknown where nobody spoke."""

TASKS = ("task", "appointment", "call")
"""What is to be done: something, a meeting at a time, a call that was put off."""

SKIP_REASONS = ("contacted", "away", "complaint", "wrong_reason", "other")
"""Why a name of the list was passed over today; `wrong_reason` is feedback on the rule."""

EFFECTS = ("consolidate", "extend", "weaken", "end")
"""What the dealing did to the relationship (LIFE-08)."""
UNMASK_REASONS = ("identity", "correction", "request", "complaint", "other")
"""Why somebody needs a value in clear; the audit keeps the code in clear, and other words sealed."""
