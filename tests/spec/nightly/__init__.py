"""The nightly rules as small tables: each is a test of reference and engine, and a page of docs/rules."""

from spec.nightly import (
    averages,
    cadence,
    call_list,
    care_debt,
    events,
    exclusions,
    familiar,
    front,
    households,
    lifecycle,
    main_bank,
    nearest,
    profile,
    reach,
    reasons,
    signals,
    states,
    tier_distance,
    tiers,
    value_order,
    week_list,
)
from spec.nightly.table import Rule

SUBJECTS: dict[str, tuple[Rule, ...]] = {
    "tiers": (*tiers.RULES, *tier_distance.RULES),
    "averages": averages.RULES,
    "familiar": familiar.RULES,
    "lifecycle": lifecycle.RULES,
    "nearest": nearest.RULES,
    "profile": profile.RULES,
    "main_bank": main_bank.RULES,
    "cadence": cadence.RULES,
    "care_debt": care_debt.RULES,
    "events": events.RULES,
    "households": households.RULES,
    "reasons": reasons.RULES,
    "states": states.RULES,
    "signals": signals.RULES,
    "call_list": (*front.RULES, *call_list.RULES),
    "value_order": value_order.RULES,
    "week_list": week_list.RULES,
    "exclusions": exclusions.RULES,
    "reach": reach.RULES,
}
"""One page of docs/rules per subject, in the order in which a night works."""
