"""Lifecycle: lost, new, dormant, growing, mature; the first that applies (LIFE-01)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tilth.policy.playbook import Lifecycle


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What decides the lifecycle; amounts in base currency, the peak over earlier nights (None = none)."""

    opened_on: dt.date
    has_holding: bool
    aum_avg_30: Decimal
    aum_avg_90: Decimal
    earlier_peak: Decimal | None
    last_active_on: dt.date | None


def state(facts: Facts, day: dt.date, bounds: Lifecycle) -> str:
    """Return the lifecycle state on `day`."""
    if _is_lost(facts, bounds):
        return "lost"
    if (day - facts.opened_on).days <= bounds.new_days:
        return "new"
    if facts.last_active_on is None or (day - facts.last_active_on).days >= bounds.dormant_days:
        return "dormant"
    growing = facts.aum_avg_30 >= bounds.growing_ratio * facts.aum_avg_90
    return "growing" if growing else "mature"


def _is_lost(facts: Facts, bounds: Lifecycle) -> bool:
    if not facts.has_holding:
        return True
    peak = facts.earlier_peak
    return facts.aum_avg_30 < bounds.lost_below and peak is not None and peak >= bounds.lost_after
