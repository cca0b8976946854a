"""The closed word lists of the contract, written once: rules, typed tables and pages take them from here."""

TIERS = ("general", "personal", "platinum", "private")
LIFECYCLES = ("lost", "new", "dormant", "growing", "mature")
DEPOSIT_CATEGORIES = ("demand_deposit", "time_deposit", "fx_deposit")
ASSET_CATEGORIES = (
    *DEPOSIT_CATEGORIES,
    "wealth_product",
    "fund",
    "insurance",
    "bond",
    "precious_metal",
    "securities",
    "trust",
)
LIABILITY_CATEGORIES = ("loan", "mortgage", "credit_card")
CATEGORIES = (
    *ASSET_CATEGORIES,
    *LIABILITY_CATEGORIES,
    "settlement",
    "payroll",
    "annuity",
    "cash_management",
    "bill",
)
EVENT_KINDS = (
    "deposit_maturing",
    "deposit_matured",
    "product_maturing",
    "loan_due",
    "birthday",
    "account_anniversary",
    "large_inflow",
    "large_outflow",
    "large_cash",
    "take_profit",
    "stop_loss",
    "first_fund_in_profit",
    "tier_up",
    "tier_down",
    "near_next_tier",
    "became_under_served",
    "became_dormant",
    "became_lost",
    "cadence_overdue",
    "risk_assessment_expiring",
    "post_purchase_followup",
    "referral_due",
    "retirement_talk",
)
TOP_AUM = "top_aum"
"""The reason of a customer who is listed for the size of the relationship alone."""
PROMISE = "promise"
"""The reason of a customer to whom something was promised for the list day, or before it."""
REASON_STATES = ("open", "acted_on", "lapsed")
"""What becomes of an event that asks for a contact."""
RETIRED_WORDS = ("退休", "retired")
"""Words of an occupation by which a person works no more."""
SIDES = ("familiar", "unfamiliar")
GOALS = {"familiar": "maintain_and_introduce", "unfamiliar": "segment_and_invite"}
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
CAUSES = (
    "closed",
    "suppressed",
    "do_not_disturb",
    "no_consent",
    "no_number",
    "contacted_recently",
    "frequency_cap",
    "unsuitable_time",
    "promised",
    "owner_inactive",
    "same_number",
    "not_this_week",
    "quota_full",
)
"""Why a customer is not on a day's list: the gate by the day, then the list itself."""
CADENCE_SOURCES = ("agreed", "segment", "tier")
SEGMENT_SOURCES = ("confirmed", "rule", "nearest")
"""How sure a segment is: a person confirmed it, its condition is true, or it is the nearest type."""
CHANNELS = (
    "phone",
    "mobile_bank",
    "wecom",
    "sms",
    "email",
    "letter",
    "fax",
    "visit",
    "branch_meeting",
    "other",
)
"""By which way a customer is contacted (CHAN-01)."""
ANY_CHANNEL = "any"
"""The word of a wish or a consent that concerns every channel."""
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
"""What a contact is for: the goals of a call (LIST-08) and the five contents of after-sale care (AFT-01)."""
REFUSED = "refused"
"""The outcome of a contact that the customer declined, and the decision of a customer who said no."""
SUPPRESSIONS = (
    "deceased",
    "restricted",
    "bereaved",
    "complaint_open",
    "litigation",
    "guardian_missing",
)
"""Why a customer is left alone, the weightiest first (C-07, C-10, C-11, C-54)."""
SERVED_SUPPRESSIONS = ("bereaved", "complaint_open", "litigation")
"""Suppressions under which the bank must still be able to serve."""
MINOR = "minor"
"""Suppressed by age, not by a record (C-10)."""
CONSENT_PURPOSES = ("marketing", "greeting", "profiling")
CONSENT_DECISIONS = ("granted", "withdrawn", REFUSED)
FAMILY_TIES = ("spouse", "parent", "child", "sibling", "relative")
"""Kinds of relation that may tie customers to one household (PROF-23)."""
