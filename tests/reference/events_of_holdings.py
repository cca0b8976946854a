"""Events of one holding: it matures, crosses a band, is a first fund in profit, was bought a while ago."""

import datetime as dt
import math
from collections.abc import Iterator
from decimal import Decimal

from reference.customers import is_investment
from reference.event import Event
from reference.history import History
from reference.inputs import Holding
from tilth.kernel.dates import add_months

MATURING = {
    "deposit_maturing": ("time_deposit",),
    "product_maturing": ("wealth_product", "bond", "trust", "insurance"),
    "loan_due": ("loan", "mortgage"),
}


def of_customer(history: History, key: str) -> Iterator[Event]:
    """Yield the events of one customer's open holdings."""
    for one in history.open_holdings(key):
        yield from _maturing(history, one)
        if history.before:
            yield from _crossings(history, history.before, one)
        yield from _followups(history, one)
    yield from _first_fund(history, key)


def _maturing(history: History, one: Holding) -> Iterator[Event]:
    windows = history.playbook.windows
    days = {
        "deposit_maturing": windows.deposit_maturing_days,
        "product_maturing": windows.product_maturing_days,
        "loan_due": windows.loan_due_days,
    }
    category = history.category[one.product_id]
    for kind, categories in MATURING.items():
        left = (one.matures_on - history.day).days if one.matures_on else -1
        if one.matures_on and category in categories and 0 <= left <= days[kind]:
            yield Event(
                kind,
                one.holding_id,
                due_on=one.matures_on,
                amount=history.base(one.balance, one.currency),
                detail={"category": category, "days": left, "product_id": one.product_id},
            )


def above(one: Holding) -> bool:
    """Tell whether a holding's return is at or above its take-profit band."""
    if one.cost is None or one.cost <= 0 or one.take_profit is None:
        return False
    return one.balance - one.cost >= one.cost * one.take_profit


def below(one: Holding) -> bool:
    """Tell whether a holding's return is at or below its stop-loss band."""
    if one.cost is None or one.cost <= 0 or one.stop_loss is None:
        return False
    return one.balance - one.cost <= one.cost * one.stop_loss


def _crossings(history: History, before: History, one: Holding) -> Iterator[Event]:
    was = [held for held in before.open_holdings(one.customer_id) if held.holding_id == one.holding_id]
    for kind, beyond, band in (
        ("take_profit", above, one.take_profit),
        ("stop_loss", below, one.stop_loss),
    ):
        if beyond(one) and not any(beyond(held) for held in was):
            detail = {"band": f"{band:.8f}", "product_id": one.product_id, "return_bp": return_bp(one)}
            yield Event(kind, one.holding_id, due_on=history.day, amount=gain(history, one), detail=detail)


def gain(history: History, one: Holding) -> Decimal:
    """Return balance − cost in base currency."""
    return history.base(one.balance - (one.cost or Decimal(0)), one.currency)


def return_bp(one: Holding) -> int:
    """Return the return in whole basis points, halves up, worked out in binary floating point."""
    cost = one.cost or Decimal(0)
    return math.floor(float(one.balance - cost) / float(cost) * 10_000 + 0.5)


def first_fund(history: History, key: str) -> Holding | None:
    """Return the customer's earliest fund ever, where it is open, old enough and in profit."""
    funds = [one for one in history.holdings(key) if history.category[one.product_id] == "fund"]
    first = min(funds, key=lambda one: (one.opened_on, one.holding_id), default=None)
    edge = add_months(history.day, -history.playbook.windows.first_fund_months)
    if first is None or first not in history.open_holdings(key) or first.opened_on > edge:
        return None
    return first if first.cost and first.balance > first.cost > 0 else None


def _first_fund(history: History, key: str) -> Iterator[Event]:
    one = first_fund(history, key)
    told = any(first_fund(night, key) for night in history.past if night is not history)
    if one and not told:
        detail = {"product_id": one.product_id, "return_bp": return_bp(one)}
        yield Event(
            "first_fund_in_profit",
            one.holding_id,
            due_on=history.day,
            amount=gain(history, one),
            detail=detail,
        )


def _followups(history: History, one: Holding) -> Iterator[Event]:
    if history.category[one.product_id] not in history.playbook.investment_categories:
        return
    bought = {one.opened_on} | {
        made.day
        for night, made in history.transactions(one.customer_id)
        if made.holding_id == one.holding_id and is_investment(history, night, made)
    }
    for day in sorted(bought):
        due = day + dt.timedelta(days=history.playbook.windows.followup_days)
        if history.happens_tonight(due):
            detail = {"bought_on": day.isoformat(), "product_id": one.product_id}
            yield Event("post_purchase_followup", one.holding_id, due_on=due, detail=detail)
