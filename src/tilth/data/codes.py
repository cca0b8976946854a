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
    "appointment",
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

NEXT_STEPS = (
    "call_again",
    "visit",
    "send_material",
    "bring_papers",
    "prepare_offer",
    "refer",
    "none",
    "other",
)
"""What comes next, stored as a code and told in the reader's language; `other` says it in words."""

TASKS = ("task", "appointment", "call", "note")
"""What is to be done: something, a meeting at a time, a call that was put off; a note is done at once."""
PLACES = ("branch", "customer", "other")
"""Where an appointment takes place: at the branch, at the customer's, elsewhere."""
MEETINGS = ("came", "did_not_come")
"""What came of an appointment, asked once its time has passed."""
PROMISES = ("kept", "moved", "open")
"""What a contact makes of a promise that stood open: kept, moved to another day, not yet."""
NUMBERS = ("mobile", "phone")
"""Which of a customer's numbers was dialled."""

SKIP_REASONS = ("contacted", "away", "complaint", "wrong_reason", "other")
"""Why a name of the list was passed over today; `wrong_reason` is feedback on the rule."""

CLOSING_REASONS = ("done_otherwise", "not_relevant", "declined", "wrong_data")
"""Why an open reason was closed without a talk after its day."""

EFFECTS = ("consolidate", "extend", "weaken", "end")
"""What the dealing did to the relationship (LIFE-08)."""
UNMASK_REASONS = ("identity", "correction", "request", "complaint", "other")
"""Why somebody needs a value in clear; the audit keeps the code in clear, and other words sealed."""
