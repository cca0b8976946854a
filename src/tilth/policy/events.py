"""Events: the small predicates behind the kinds, and the stable number of an event."""

import datetime as dt
import hashlib
import math
from decimal import Decimal

from tilth.kernel.dates import add_months
from tilth.policy.playbook import Windows


def event_id(*, customer_id: str, kind: str, subject: str, due_on: dt.date) -> str:
    """Return the first 32 hex digits of SHA-256 over the four; the same on every night."""
    text = f"{customer_id}|{kind}|{subject}|{due_on.isoformat()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def stands(due: dt.date, day: dt.date, lead_days: int) -> bool:
    """Say whether a window kind stands on `day`: due today or within the lead days."""
    return 0 <= (due - day).days <= lead_days


def happened(on: dt.date, day: dt.date, previous: dt.date | None) -> bool:
    """Say whether a day kind counts tonight: after the previous night, not after `day`; at first, on it."""
    return on == day if previous is None else previous < on <= day


def large_flow(net: Decimal, aum_before: Decimal, windows: Windows) -> str | None:
    """Return `large_inflow` or `large_outflow` where a day's net flow is large by amount and by share."""
    size = abs(net)
    if size == 0 or size < windows.large_flow_amount or size < windows.large_flow_share * aum_before:
        return None
    return "large_inflow" if net > 0 else "large_outflow"


def beyond(balance: Decimal, cost: Decimal | None, band: Decimal | None, *, above: bool) -> bool:
    """Say whether a holding's return has reached its band (WM-04); never without cost or band."""
    if cost is None or cost <= 0 or band is None:
        return False
    gain = balance - cost
    return gain >= cost * band if above else gain <= cost * band


def return_bp(balance: Decimal, cost: Decimal) -> int:
    """Return the return since purchase in basis points, halves up, as float64 gives it."""
    return math.floor(float(balance - cost) / float(cost) * 10_000 + 0.5)


def is_under_served(last_investment_on: dt.date | None, day: dt.date, months: int) -> bool:
    """Say whether there is no investment after `day` − months (KPI-08)."""
    return last_investment_on is None or last_investment_on <= add_months(day, -months)
