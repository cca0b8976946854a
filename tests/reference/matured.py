"""State `matured` and its event: time deposits that matured of late and whose money still lies there."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference.event import Event
from reference.history import History

Row = dict[str, Any]


def table(history: History) -> list[Row]:
    """Return tonight's rows in the order of the mart."""
    return history.once(("matured",), lambda: _table(history))


def _table(history: History) -> list[Row]:
    since = history.day - dt.timedelta(days=history.playbook.windows.deposit_matured_days)
    found = [row for night in history.past for row in _newly(night) if row["matures_on"] >= since]
    return sorted(found, key=lambda row: (row["customer_id"], row["holding_id"], row["matures_on"]))


def _newly(night: History) -> list[Row]:
    """Return what was open on the night before and has matured since, by tonight's products and rates."""
    before = night.before
    if before is None:
        return []
    since = night.day - dt.timedelta(days=night.playbook.windows.deposit_matured_days)
    found = []
    for one in before.tonight.feed.holdings:
        ends = one.matures_on
        is_open = one.opened_on <= before.day and (one.closed_on is None or one.closed_on > before.day)
        if ends is None or not is_open or night.category.get(one.product_id) != "time_deposit":
            continue
        if before.day < ends <= night.day and ends >= since:
            found.append(
                {
                    "holding_id": one.holding_id,
                    "customer_id": one.customer_id,
                    "product_id": one.product_id,
                    "matures_on": ends,
                    "balance": night.base(one.balance, one.currency),
                    "demand": _demand(before, night, one.customer_id),
                }
            )
    return found


def _demand(held: History, valued: History, customer_id: str) -> Decimal:
    return sum(
        (
            valued.base(one.balance, one.currency)
            for one in held.open_holdings(customer_id)
            if valued.category.get(one.product_id) == "demand_deposit"
        ),
        Decimal("0.00"),
    )


def events(history: History, customer_id: str) -> Iterator[Event]:
    """Yield the deposits of one customer of which at least the playbook's share still lies on demand."""
    now = _demand(history, history, customer_id)
    share = history.playbook.windows.deposit_matured_share
    for row in table(history):
        if row["customer_id"] == customer_id and row["balance"] > 0:
            days = (history.day - row["matures_on"]).days
            if now - row["demand"] >= share * row["balance"]:
                yield Event(
                    "deposit_matured",
                    row["holding_id"],
                    due_on=row["matures_on"],
                    amount=row["balance"],
                    detail={"days": days, "product_id": row["product_id"]},
                )
