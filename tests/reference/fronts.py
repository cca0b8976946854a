"""What puts a customer in front: dates within the list's own windows, open reasons that decide."""

import datetime as dt

from reference import events, reasons
from reference.history import History


def days(history: History, customer_id: str, kind: str) -> list[dt.date]:
    """Return the days of tonight's events of a kind that lie within the list's window, in order."""
    rules, first, last = history.playbook.call_list, history.list_day, history.last_list_day
    bounds = {
        "deposit_maturing": (history.day, last + dt.timedelta(days=rules.deposit_days)),
        "birthday": (first, last + dt.timedelta(days=rules.birthday_days)),
        "deposit_matured": (dt.date.min, history.day),
    }
    low, high = bounds[kind]
    found = [row["due_on"] for row in events.of_person(history, customer_id) if row["kind"] == kind]
    return sorted(day for day in found if low <= day <= high)


def deposit(history: History, customer_id: str) -> dt.date | None:
    """Return the nearest day of a deposit that matures or has matured."""
    found = [
        *days(history, customer_id, "deposit_maturing"),
        *days(history, customer_id, "deposit_matured"),
    ]
    return min(found, default=None)


def birthday(history: History, customer_id: str) -> dt.date | None:
    """Return the nearest birthday."""
    return min(days(history, customer_id, "birthday"), default=None)


def decides(history: History, customer_id: str) -> bool:
    """Tell whether an open reason is of a kind that makes the customer due."""
    return bool(reasons.open_kinds(history, customer_id) & history.playbook.call_list.decides)
