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
SIDES = ("familiar", "unfamiliar")
GOALS = {"familiar": "maintain_and_introduce", "unfamiliar": "segment_and_invite"}
CAUSES = (
    "closed",
    "do_not_disturb",
    "contacted_recently",
    "frequency_cap",
    "owner_inactive",
    "quota_full",
)
CADENCE_SOURCES = ("agreed", "segment", "tier")
CHANNELS = ("phone", "sms", "email", "fax", "letter", "post", "visit", "branch")
"""Outbound channels (CHAN-01)."""
