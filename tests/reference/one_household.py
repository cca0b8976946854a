"""How many of one household are called on the days of a list, in the order of value, and who waits."""

import datetime as dt
from typing import Any

from reference import households, same_number, value_order
from reference.history import History, working_day_after


def most(history: History) -> int:
    """Return how many of one household the lists have at most; 0 is any number."""
    book = history.playbook
    return book.value_order.of_household * len(history.days) if book.by_value else 0


def behind(history: History) -> set[str]:
    """Return who stands behind as many of the household as are called, and was promised nothing."""
    return history.once(("behind", str(history.days), str(history.week_of)), lambda: _behind(history))


def _behind(history: History) -> set[str]:
    if not most(history):
        return set()
    ranks, others = same_number.ranks(history), same_number.others(history)
    families: dict[str, list[str]] = {}
    for key in same_number.callable_by_all(history):
        home = households.number(history, key)
        if home and key not in others:
            families.setdefault(home, []).append(key)

    def place(key: str) -> tuple[Any, ...]:
        stage = value_order.stage(history, key)
        return (key not in ranks, ranks.get(key, 0), stage, *value_order.order(history, key))

    return {
        key
        for family in families.values()
        for key in sorted(family, key=place)[most(history) :]
        if value_order.stage(history, key) > 0
    }


def kept_off(history: History, customer_id: str, listed: set[str]) -> tuple[str, dt.date] | None:
    """Return the cause and the day it lifts where as many of the household are listed as are called."""
    home = households.number(history, customer_id)
    if not most(history) or not home or value_order.stage(history, customer_id) == 0:
        return None
    if len(households.members(history, customer_id) & listed) < most(history):
        return None
    return "same_household", working_day_after(history.list_day)
