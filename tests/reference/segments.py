"""Segments: what a condition may ask of a customer, and the first that is true, else the nearest type."""

import datetime as dt
from typing import Any

from reference import profile
from reference.history import History
from reference.inputs import Customer
from reference.nearest import NOBODY, assumed
from tilth.kernel.dates import add_years
from tilth.policy import conditions
from tilth.policy.vocabulary import CATEGORIES

_FED = ("kind", "occupation", "industry", "employer", "annual_income", "risk_level", "company_size")


def age(born: dt.date | None, day: dt.date) -> int | None:
    """Return whole years of life on `day`; who was born on 29 Feb completes a year on 28 Feb."""
    if born is None:
        return None
    years = day.year - born.year
    return years if add_years(born, years) <= day else years - 1


def condition_row(history: History, customer: Customer, one: dict[str, Any]) -> dict[str, Any]:
    """Return the columns a condition may name: as fed, as computed, and the balance of every category."""
    fed = {name: getattr(customer, name) for name in _FED}
    balances = {
        f"cat_{category}": history.balance(customer.customer_id, (category,)) for category in CATEGORIES
    }
    known = profile.told(history, customer.customer_id)
    deposits = balances["cat_time_deposit"]
    wealth = one["aum"] + (known["elsewhere"] or 0)
    known["time_deposit_share"] = int(deposits * 100) / int(wealth * 100) if wealth else None
    times = {
        "age": age(customer.birth_date, history.day),
        "opened_days": (history.day - customer.opened_on).days,
    }
    return one | fed | times | balances | known


def segment(history: History, customer: Customer, values: dict[str, Any]) -> dict[str, Any]:
    """Return the confirmed segment of the active scheme, else the first that is true, else the nearest."""
    active = history.playbook.segments.scheme
    confirmed = {
        one.segment
        for one in history.tonight.extracts.segment_assignments
        if one.customer_id == customer.customer_id and one.scheme == active.code
    }
    if confirmed:
        return {"segment": confirmed.pop(), "segment_source": "confirmed", "segment_assumed": False, **NOBODY}
    for one in active.segments:
        if conditions.evaluate(conditions.parse(one.when), values) is True:
            familiar = values["familiar"]
            return {
                "segment": one.code,
                "segment_source": "rule",
                "segment_assumed": not familiar,
                **NOBODY,
            }
    found = assumed(history.playbook, values)
    near = found["segment"] is not None
    return {**found, "segment_source": "nearest" if near else None, "segment_assumed": near}
