"""Signals of a customer's family: of those who have the same manager."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference import events, households
from reference.events_of_dates import ahead
from reference.history import History
from reference.inputs import Customer
from reference.signal import Figure, Signal
from tilth.kernel.dates import add_years
from tilth.policy.playbook.signals import ChildTurns18

Row = dict[str, Any]
MOVES = ("large_inflow", "large_outflow", "tier_up", "tier_down")


def _of_same_manager(history: History, customer: Customer, key: str) -> Customer | None:
    """Return another living, open customer of the customer's own manager."""
    other = history.customer(key)
    if other is None or key == customer.customer_id or history.is_deceased(key):
        return None
    closed = other.closed_on is not None and other.closed_on <= history.day
    return None if closed or other.rm_id is None or other.rm_id != customer.rm_id else other


def _tied(history: History, customer: Customer, there: str, back: str) -> list[Customer]:
    """Return those who are `there` to the customer, or to whom the customer is `back`."""
    key = customer.customer_id
    keys = {one.to_id for one in history.tonight.feed.relations if (one.from_id, one.kind) == (key, there)}
    keys |= {one.from_id for one in history.tonight.feed.relations if (one.to_id, one.kind) == (key, back)}
    found = [_of_same_manager(history, customer, other) for other in sorted(keys)]
    return [one for one in found if one is not None]


def _signal(kind: str, key: str, day: dt.date, amount: Decimal | None = None, **detail: Any) -> Signal:
    figure = Figure("customer", key, day=day, amount=amount)
    return Signal(kind, key, due_on=day, amount=amount, detail=detail, evidence=(figure,))


def child_turns_18(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per child that comes of age within the days ahead."""
    del one
    days = ahead(history, history.playbook.signals.of(ChildTurns18).days)
    for child in _tied(history, customer, "child", "parent"):
        if child.kind == "person" and child.birth_date and add_years(child.birth_date, 18) in days:
            yield _signal("child_turns_18", child.customer_id, add_years(child.birth_date, 18))


def spouse_birthday(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per birthday of the spouse that is an event tonight."""
    del one
    yield from _birthdays(history, "spouse_birthday", _tied(history, customer, "spouse", "spouse"))


def child_birthday(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per birthday of a child that is an event tonight."""
    del one
    yield from _birthdays(history, "child_birthday", _tied(history, customer, "child", "parent"))


def _birthdays(history: History, kind: str, people: list[Customer]) -> Iterator[Signal]:
    for person in people:
        for event in events.table(history):
            if (event["customer_id"], event["kind"]) == (person.customer_id, "birthday"):
                yield _signal(kind, person.customer_id, event["due_on"])


def household_moved(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per other member and day with a large flow or a change of tier."""
    del one
    for key in sorted(households.members(history, customer.customer_id)):
        if _of_same_manager(history, customer, key) is None:
            continue
        moves: dict[dt.date, list[Row]] = {}
        for event in events.table(history):
            if event["customer_id"] == key and event["kind"] in MOVES:
                moves.setdefault(event["due_on"], []).append(event)
        for day, told in moves.items():
            amounts = [abs(event["amount"]) for event in told if event["amount"] is not None]
            what = min(event["kind"] for event in told)
            yield _signal("household_moved", key, day, max(amounts, default=None), what=what)
