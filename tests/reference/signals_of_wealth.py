"""Signals of wealth that is kept elsewhere, and of deposits that went there."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference import matured
from reference.customers import rows
from reference.history import History
from reference.inputs import Customer
from reference.signal import Figure, Signal
from tilth.policy.playbook.signals import DepositLeft, HiddenWealth, ProductCancelled

Row = dict[str, Any]


def _tied(history: History, customer: Customer, rule: HiddenWealth) -> dict[str, Decimal]:
    """Return the wealthy customers of the same manager to whom one is tied, with their assets."""
    found = {}
    for tie in history.tonight.feed.relations:
        ends = {tie.from_id, tie.to_id}
        if tie.kind not in rule.ties or customer.customer_id not in ends or len(ends) == 1:
            continue
        (key,) = ends - {customer.customer_id}
        other = history.customer(key)
        if other is None or other.rm_id != customer.rm_id or history.is_deceased(key):
            continue
        closed = other.closed_on is not None and other.closed_on <= history.day
        assets = rows(history)[key]["aum"]
        if not closed and assets > 0 and assets >= rule.amount:
            found[key] = assets
    return found


def hidden_wealth(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of an owned customer with little here and signs of much more."""
    rule = history.playbook.signals.of(HiddenWealth)
    if customer.rm_id is None or one["aum"] >= rule.below:
        return
    inflow, outflow = one["external_inflow_30"], one["external_outflow_30"]
    flow = max(inflow, -outflow)
    shown = flow > 0 and flow >= rule.amount
    tied = _tied(history, customer, rule)
    told = one["elsewhere"]
    told = told if told is not None and told > 0 and told >= rule.amount else None
    if shown or tied or told:
        evidence = [Figure("customer", key, day=history.day, amount=tied[key]) for key in tied]
        if shown:
            evidence.append(Figure("flow", "in", day=history.day, amount=inflow))
            evidence.append(Figure("flow", "out", day=history.day, amount=outflow))
        if told:
            evidence.append(Figure("other_bank", "", day=history.day, amount=told))
        yield Signal(
            "hidden_wealth",
            amount=max([*tied.values(), flow if shown else Decimal(0), told or Decimal(0)]),
            detail={
                "aum": f"{one['aum']:.2f}",
                "flow": f"{flow:.2f}" if shown else None,
                "others": len(tied),
                "told": f"{told:.2f}" if told else None,
            },
            evidence=tuple(evidence),
        )


def deposit_left(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signals of deposits that matured of late and whose money went to others."""
    del one
    rule, key = history.playbook.signals.of(DepositLeft), customer.customer_id
    here = history.playbook.windows.deposit_matured_share
    demand = history.balance(key, ("demand_deposit",))
    for row in matured.table(history):
        days = (history.day - row["matures_on"]).days
        large = row["balance"] > 0 and row["balance"] >= rule.amount
        if row["customer_id"] != key or not 0 <= days <= rule.days or not large:
            continue
        gone = -sum(
            (_sent(history, key, row["matures_on"] + dt.timedelta(n)) for n in range(days + 1)), _NONE
        )
        if demand - row["demand"] < here * row["balance"] and gone >= rule.share * row["balance"]:
            yield Signal(
                "deposit_left",
                row["holding_id"],
                due_on=row["matures_on"],
                amount=row["balance"],
                detail={"gone": f"{gone:.2f}", "product_id": row["product_id"]},
                evidence=(
                    Figure("holding", row["holding_id"], day=row["matures_on"], amount=row["balance"]),
                    Figure("flow", "out", day=history.day, amount=-gone),
                ),
            )


def product_cancelled(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per category of which the last holding was given up since the night before."""
    del one
    rule, key, night = history.playbook.signals.of(ProductCancelled), customer.customer_id, history.before
    if night is None:
        return
    tonight = {held.holding_id: held for held in history.holdings(key)}
    left = {history.category[held.product_id] for held in history.open_holdings(key)}
    for category in sorted(set(rule.categories) - left):
        ended = [
            (now, history.base(was.balance, was.currency))
            for was in night.open_holdings(key)
            if (now := tonight.get(was.holding_id)) is not None
            and history.category[now.product_id] == category
            and now.closed_on is not None
            and (now.matures_on is None or now.matures_on > now.closed_on)
        ]
        amount = sum((was for _, was in ended), _NONE)
        if amount > 0 and amount >= rule.amount:
            yield Signal(
                "product_cancelled",
                category,
                due_on=max(now.closed_on for now, _ in ended if now.closed_on),
                amount=amount,
                detail={"holdings": len(ended)},
                evidence=tuple(
                    Figure("holding", now.holding_id, day=now.closed_on, amount=was)
                    for now, was in ended
                    if now.closed_on
                ),
            )


_NONE = Decimal("0.00")


def _sent(history: History, key: str, day: dt.date) -> Decimal:
    return history.external_flow(key, day)[1]
