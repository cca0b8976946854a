"""What the profile tells of a customer, item by item: values, the largest number, the latest day, amounts."""

from typing import Any

from reference.history import History
from tilth.policy.conditions import detail_column
from tilth.policy.subjects.detail import DetailRules


def told(history: History, key: str) -> dict[str, Any]:
    """Return what rules may read of the profile of one customer, and what lies at other banks as told."""
    items = history.playbook.of(DetailRules).items
    found: dict[str, Any] = {"elsewhere": None}
    for item in items:
        rows = [
            one
            for one in history.tonight.extracts.details
            if one.customer_id == key and one.item == item.code and item.rules
        ]
        amounts = [one.amount for one in rows if one.amount is not None]
        numbers = [one.number for one in rows if one.number is not None]
        days = [one.day for one in rows if one.day is not None]
        if rows:
            found[detail_column("choice", item.code)] = [one.value for one in rows]
        if numbers:
            found[detail_column("number", item.code)] = max(numbers)
        if days:
            found[detail_column("days", item.code)] = (max(days) - history.day).days
        if amounts:
            found[detail_column("amount", item.code)] = sum(amounts)
            if item.group == "other_banks":
                found["elsewhere"] = (found["elsewhere"] or 0) + sum(amounts)
    return found
