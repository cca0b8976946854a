"""The codes that people choose from when they record their work."""

LANGUAGES = ("zh-hans", "en")
THEMES = ("light", "dark", "auto")
UPDOWN = ("cn", "intl")
"""Which colour means up: red as in China, or green as elsewhere."""

GENERATION_STATES = ("loading", "published", "dropped")
RUN_STATUSES = ("published", "refused", "failed")

CHANNELS = (
    "phone",
    "mobile_bank",
    "wecom",
    "sms",
    "email",
    "letter",
    "visit",
    "branch_meeting",
    "other",
)
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

PURPOSES = (
    "segment",
    "invite",
    "maintain",
    "introduce",
    "market_update",
    "asset_report",
    "due_notice",
    "new_product",
    "greeting",
    "follow_up",
    "service",
    "other",
)
"""What for: the goals of a call (LIST-08) and the five contents of after-sale care (AFT-01)."""

EFFECTS = ("consolidate", "extend", "weaken", "end")
"""What the dealing did to the relationship (LIFE-08)."""
