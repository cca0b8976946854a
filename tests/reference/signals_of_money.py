"""Signals of how a customer's money lies."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference.history import History
from reference.inputs import Customer, Holding
from reference.signal import Figure, Signal, basis_points
from tilth.policy.playbook.signals import Concentration, IdleCash, NearLowerTier

Row = dict[str, Any]


def _held(history: History, key: str, categories: tuple[str, ...]) -> list[Holding]:
    return [one for one in history.open_holdings(key) if history.category[one.product_id] in categories]


def _figures(history: History, held: list[Holding]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            "holding",
            one.holding_id,
            day=history.day,
            amount=history.base(one.balance, one.currency),
        )
        for one in held
    )


def _is_idle(history: History, key: str) -> bool:
    rule = history.playbook.signals.of(IdleCash)
    customer = history.customer(key)
    if customer is None or history.is_deceased(key):
        return False
    if customer.closed_on is not None and customer.closed_on <= history.day:
        return False
    demand = history.balance(key, ("demand_deposit",))
    return demand > 0 and demand >= rule.amount and demand >= rule.share * history.measure(key, "aum")


def _idle_since(history: History, key: str) -> dt.date | None:
    """Return the first night of the unbroken row of nights, tonight the last, on which money lay idle."""
    since = None
    for night in history.past:
        if not _is_idle(night, key):
            break
        since = night.day
    return since


def idle(history: History) -> list[Row]:
    """Return state `idle`."""
    keys = sorted(one.customer_id for one in history.tonight.feed.customers)
    found = [{"customer_id": key, "since": _idle_since(history, key)} for key in keys]
    return [row for row in found if row["since"] is not None]


def idle_cash(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of who has had large demand deposits on every night of the last days."""
    days = history.playbook.signals.of(IdleCash).days
    since = _idle_since(history, customer.customer_id)
    if since is None or (history.day - customer.opened_on).days < days:
        return
    if since == history.first_day or (history.day - since).days + 1 >= days:
        held = _held(history, customer.customer_id, ("demand_deposit",))
        yield Signal(
            "idle_cash",
            amount=history.balance(customer.customer_id, ("demand_deposit",)),
            detail={"aum": f"{one['aum']:.2f}", "since": since.isoformat()},
            evidence=_figures(history, held),
        )


def concentration(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per product that is a large share of the assets."""
    rule = history.playbook.signals.of(Concentration)
    if one["aum"] <= 0 or one["aum"] < rule.amount:
        return
    held = _held(history, customer.customer_id, rule.categories)
    for product_id in sorted({position.product_id for position in held}):
        mine = [position for position in held if position.product_id == product_id]
        total = sum((history.base(each.balance, each.currency) for each in mine), Decimal("0.00"))
        if total > 0 and total >= rule.share * one["aum"]:
            yield Signal(
                "concentration",
                product_id,
                amount=total,
                detail={"aum": f"{one['aum']:.2f}", "share_bp": basis_points(total, one["aum"])},
                evidence=_figures(history, mine),
            )


def near_lower_tier(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of whose assets fall and lie close above the floor of the tier."""
    share = history.playbook.signals.of(NearLowerTier).share
    margin = one["tier_basis"] - one["tier_floor"]
    falling = one["aum"] < one["aum_avg_30"]
    if one["tier_floor"] > 0 and margin < share * one["tier_floor"] and falling:
        yield Signal(
            "near_lower_tier",
            amount=one["tier_basis"],
            detail={"margin": f"{margin:.2f}", "tier": one["tier"]},
            evidence=(
                Figure("balance", day=history.day, amount=one["aum"]),
                Figure("mean", day=history.day, amount=one["aum_avg_30"]),
            ),
        )
