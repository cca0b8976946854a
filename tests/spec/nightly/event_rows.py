"""How the tables of events read their answers, and the two nights they share."""

import datetime as dt
import json

from spec.nightly.table import D, Marts, cell

FRIDAY, MONDAY = D, dt.date(2026, 6, 15)
NIGHTS = (FRIDAY, MONDAY)


def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return the events of one customer, apart from those that are about contact intervals."""
    lines = []
    for row in marts["events"]:
        if row["customer_id"] == customer_id and row["kind"] not in (
            "cadence_overdue",
            "became_under_served",
        ):
            detail = ", ".join(f"{key} {value}" for key, value in json.loads(row["detail"]).items())
            lines.append([row["kind"], cell(row["due_on"]), cell(row["amount"]), detail or "–"])
    return tuple("; ".join(parts) for parts in zip(*lines, strict=True)) or NOTHING


HEADER = ("kind", "due_on", "amount", "detail")
"""The columns that `read` answers."""
NOTHING = ("–", "–", "–", "–")
