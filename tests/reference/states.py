"""Whether what an event told of is still so tonight: what is a state, and not something that happened."""

import json
from collections.abc import Callable
from typing import Any

from reference import events_of_customers
from reference.customers import rows, tier
from reference.history import History
from tilth.kernel.dates import years_over
from tilth.policy.vocabulary import STANDING_SIGNALS

Row = dict[str, Any]


def ended(history: History, event: Row, *, told: bool) -> bool:
    """Tell whether an event's state holds no more; `told`: tonight tells it."""
    if told:
        return not still(history, event, told=told)
    return event["due_on"] >= history.day or not still(history, event, told=told)


def still(history: History, event: Row, *, told: bool) -> bool:
    """Tell whether a state holds tonight; what happened cannot be undone."""
    if event["kind"] in STANDING_SIGNALS:
        return told
    ask = STATES.get(event["kind"])
    if ask is None:
        return True
    return event["customer_id"] in rows(history) and ask(history, event)


def _near(history: History, event: Row) -> bool:
    one = rows(history)[event["customer_id"]]
    if not events_of_customers.is_near(history, one):
        return False
    codes = [band.code for band in history.playbook.tiers.bands]
    following = codes[codes.index(tier(history.playbook, one["tier_basis"])["tier"]) + 1]
    return bool(json.loads(event["detail"])["next"] == following)


def _in_profit(history: History, event: Row) -> bool:
    return any(
        one.holding_id == event["subject"] and one.cost and one.balance > one.cost > 0
        for one in history.open_holdings(event["customer_id"])
        if history.category[one.product_id] == "fund"
    )


def _expired(history: History, event: Row) -> bool:
    """Tell whether the assessment that the event told of is still the last one."""
    customer = history.customer(event["customer_id"])
    if customer is None or customer.risk_assessed_on is None:
        return False
    ends = years_over(customer.risk_assessed_on, history.playbook.windows.risk_validity_years)
    return ends <= max(history.day, event["due_on"])


def _under_served(history: History, event: Row) -> bool:
    return bool(rows(history)[event["customer_id"]]["under_served"])


def _is(lifecycle: str) -> Callable[[History, Row], bool]:
    return lambda history, event: rows(history)[event["customer_id"]]["lifecycle"] == lifecycle


STATES: dict[str, Callable[[History, Row], bool]] = {
    "near_next_tier": _near,
    "first_fund_in_profit": _in_profit,
    "risk_assessment_expiring": _expired,
    "became_under_served": _under_served,
    "became_dormant": _is("dormant"),
    "became_lost": _is("lost"),
}
"""Kind → whether it still holds."""
