"""Mart `customers`: one row per customer per business date (contract §2)."""

from tilth.policy import codes
from tilth.policy.vocabulary import CADENCE_SOURCES, LIFECYCLES, SEGMENT_SOURCES, TIERS
from tilth.ports.schema import Column, Kind, Table

CUSTOMERS = Table(
    name="customers",
    about="One row per customer in tonight's snapshot.",
    key=("customer_id",),
    columns=(
        Column(name="customer_id", kind=Kind.KEY, required=True, about="As fed."),
        Column(name="business_date", kind=Kind.DATE, required=True, about="D."),
        Column(name="branch_id", kind=Kind.KEY, required=True, about="As fed."),
        Column(name="rm_id", kind=Kind.KEY, about="As fed."),
        Column(
            name="kind", kind=Kind.TEXT, required=True, values=tuple(codes.CUSTOMER_KINDS), about="As fed."
        ),
        Column(name="playbook_version", kind=Kind.TEXT, required=True, about="The playbook in force on D."),
        Column(
            name="aum",
            kind=Kind.MONEY,
            required=True,
            about="Base-currency balance of open holdings in asset categories.",
        ),
        Column(name="liabilities", kind=Kind.MONEY, required=True, about="The same, liability categories."),
        Column(name="deposit_balance", kind=Kind.MONEY, required=True, about="The same, deposit categories."),
        Column(
            name="time_deposit_share",
            kind=Kind.RATIO,
            about="Time deposits ÷ aum; empty if aum = 0.",
        ),
        Column(
            name="elsewhere",
            kind=Kind.MONEY,
            about="What the customer told of other banks, base currency; empty where nobody knows (PROF-12).",
        ),
        Column(
            name="asset_share",
            kind=Kind.RATIO,
            about="aum ÷ (aum + elsewhere); empty without elsewhere, and where aum < 0 (MAIN-03).",
        ),
        Column(
            name="product_coverage",
            kind=Kind.RATIO,
            about="Categories held ÷ those that such a customer could hold (MAIN-02).",
        ),
        Column(
            name="main_bank",
            kind=Kind.BOOLEAN,
            about="Coverage, asset share and activity all pass; empty while one is unknown (MAIN-05).",
        ),
        Column(name="aum_avg_30", kind=Kind.MONEY, required=True, about="Mean daily aum, 30 days ending D."),
        Column(name="aum_avg_90", kind=Kind.MONEY, required=True, about="The same, 90 days."),
        Column(name="deposit_avg_30", kind=Kind.MONEY, required=True, about="Mean daily deposits, 30 days."),
        Column(name="deposit_avg_90", kind=Kind.MONEY, required=True, about="The same, 90 days."),
        Column(name="product_count", kind=Kind.INTEGER, required=True, about="Distinct products held."),
        Column(name="categories", kind=Kind.TEXTS, required=True, about="Distinct categories held, sorted."),
        Column(
            name="familiar",
            kind=Kind.BOOLEAN,
            required=True,
            about="Holds a fund, insurance or wealth product (SEG-02).",
        ),
        Column(
            name="former_categories",
            kind=Kind.TEXTS,
            about="Categories of closed holdings that the feed brings, and of which none is open (PROF-09); "
            "empty in a night of an earlier version, as the two below.",
        ),
        Column(
            name="first_invested_on",
            kind=Kind.DATE,
            about="First opening of a holding of that set, open or closed, that the feed brings (PROF-29).",
        ),
        Column(
            name="bought_year",
            kind=Kind.INTEGER,
            about="Holdings of that set opened within twelve months, open or closed (PROF-32).",
        ),
        Column(name="last_investment_on", kind=Kind.DATE, about="Latest investment (KPI-08 product set)."),
        Column(
            name="under_served",
            kind=Kind.BOOLEAN,
            required=True,
            about="No investment after D − 6 months (KPI-08).",
        ),
        Column(
            name="tier_basis",
            kind=Kind.MONEY,
            required=True,
            about="The amount that tiers: the playbook's basis with its weights per class.",
        ),
        Column(name="tier", kind=Kind.TEXT, required=True, values=TIERS, about="Tier (TIER-01)."),
        Column(name="tier_floor", kind=Kind.MONEY, required=True, about="Lower bound of the tier."),
        Column(name="next_tier_gap", kind=Kind.MONEY, about="Next bound − basis; empty at the top."),
        Column(name="tier_before", kind=Kind.TEXT, values=TIERS, about="Tier on the previous business date."),
        Column(name="segment", kind=Kind.TEXT, about="Segment of the active scheme (SEG-06…13)."),
        Column(
            name="segment_assumed",
            kind=Kind.BOOLEAN,
            required=True,
            about="Not confirmed: the customer is unfamiliar, or the type is only the nearest (SEG-21).",
        ),
        Column(
            name="segment_source",
            kind=Kind.TEXT,
            values=SEGMENT_SOURCES,
            about="How sure: confirmed, by its rule, or the nearest type; empty without a segment.",
        ),
        Column(
            name="segment_distance",
            kind=Kind.RATIO,
            about="How far the nearest type is, 0 to 1; empty unless one is assumed.",
        ),
        Column(name="segment_second", kind=Kind.TEXT, about="The next nearest type, likewise."),
        Column(name="segment_second_distance", kind=Kind.RATIO, about="How far that one is."),
        Column(
            name="segment_missing",
            kind=Kind.TEXT,
            about="The first trait that was unknown when the nearest type was looked for.",
        ),
        Column(
            name="lifecycle", kind=Kind.TEXT, required=True, values=LIFECYCLES, about="Lifecycle (LIFE-01)."
        ),
        Column(
            name="account_activity",
            kind=Kind.RATIO,
            about="Active current accounts and cards ÷ all of them (MAIN-04).",
        ),
        Column(name="inflow_30", kind=Kind.MONEY, required=True, about="Customer's inflow, 30 days, ≥ 0."),
        Column(name="outflow_30", kind=Kind.MONEY, required=True, about="Customer's outflow, 30 days, ≤ 0."),
        Column(
            name="external_inflow_30",
            kind=Kind.MONEY,
            about="The same without transfers between the customer's own holdings.",
        ),
        Column(name="external_outflow_30", kind=Kind.MONEY, about="Likewise."),
        Column(name="last_contact_on", kind=Kind.DATE, about="Latest two-way contact up to D."),
        Column(name="next_contact_due_on", kind=Kind.DATE, about="Last contact, or opening, + cadence."),
        Column(name="overdue_days", kind=Kind.INTEGER, required=True, about="max(0, D − due)."),
        Column(name="cadence_days", kind=Kind.INTEGER, about="The cadence in force."),
        Column(
            name="cadence_source",
            kind=Kind.TEXT,
            values=CADENCE_SOURCES,
            about="Which rule set the cadence (TRAP-05).",
        ),
        Column(
            name="household_id",
            kind=Kind.KEY,
            about="The smallest customer number of the family; empty without family ties (PROF-23).",
        ),
        Column(name="tags", kind=Kind.TEXTS, required=True, about="Empty until tags exist."),
        Column(name="grade", kind=Kind.TEXT, about="Empty until service grades exist."),
        Column(name="level", kind=Kind.TEXT, about="Empty until relationship levels exist."),
    ),
)
