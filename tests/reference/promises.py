"""What was promised and is still open at the end of D, as the list day sees it."""

import datetime as dt

from reference.history import History
from reference.inputs import Promise


def made(history: History, customer_id: str) -> list[Promise]:
    """Return the customer's open promises."""
    return [one for one in history.tonight.extracts.promises if one.customer_id == customer_id]


def due(history: History, customer_id: str) -> tuple[dt.date, int] | None:
    """Return the earliest moment of those due by the list's days; without an hour it is the day's last."""
    moments = [
        (one.due_on, 24 * 60 if one.due_minute is None else one.due_minute)
        for one in made(history, customer_id)
        if one.due_on <= history.last_list_day
    ]
    return min(moments, default=None)


def later(history: History, customer_id: str) -> dt.date | None:
    """Return the nearest day after the list's days for which something is promised."""
    days = [one.due_on for one in made(history, customer_id) if one.due_on > history.last_list_day]
    return min(days, default=None)
