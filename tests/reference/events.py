"""Mart `events`: all events of every customer in tonight's snapshot."""

from typing import Any

from reference import events_of_customers, events_of_dates, events_of_holdings, matured
from reference.customers import rows
from reference.history import History

Row = dict[str, Any]


def table(history: History) -> list[Row]:
    """Return tonight's rows in the order of the mart."""
    return history.once(("events",), lambda: _table(history))


def _table(history: History) -> list[Row]:
    found: list[Row] = []
    for customer in history.tonight.feed.customers:
        key = customer.customer_id
        events = [
            *events_of_dates.of_customer(history, customer, rows(history)[key]),
            *events_of_holdings.of_customer(history, key),
            *matured.events(history, key),
            *events_of_customers.of_customer(history, key),
        ]
        found += [event.row(key, history.day) for event in events]
    return sorted(found, key=lambda row: (row["customer_id"], row["kind"], row["subject"], row["due_on"]))


def of_person(history: History, customer_id: str) -> list[Row]:
    """Return the rows of one person, under whichever number."""
    return [row for row in table(history) if history.person(row["customer_id"]) == customer_id]
