"""Tasks that tests of what falls due begin with: one morning, days before it and after."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from tilth.data import models

if TYPE_CHECKING:
    from integration.doors.town import Town

TODAY = dt.date(2026, 4, 1)
NOW = dt.datetime(2026, 4, 1, 1, tzinfo=dt.UTC)


def task(bank: "Town", customer_id: str, days: int, **given: Any) -> models.Task:
    """Write a task of the customer's manager that falls due some days from the morning."""
    values = {
        "staff_id": customer_id[:6],
        "kind": "task",
        "due_on": TODAY + dt.timedelta(days=days),
        "made_at": NOW,
        "user": bank.users["rm"],
    }
    return models.Task.objects.create(customer_id=customer_id, **values | given)
