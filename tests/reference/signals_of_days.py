"""Signals of days that the feed's own table brings."""

from collections.abc import Callable, Iterator
from typing import Any

from reference.events_of_dates import ahead
from reference.history import History
from reference.inputs import Customer, DueDay
from reference.signal import Figure, Signal
from tilth.kernel.dates import add_years

Row = dict[str, Any]


def _rule(history: History, kind: str) -> Any:
    return history.playbook.signals.named(kind)


def _of(history: History, customer: Customer, kind: str) -> list[DueDay]:
    rows = [one for one in history.tonight.feed.due_days if one.customer_id == customer.customer_id]
    return [one for one in rows if one.kind == kind and one.day is not None]


def _signal(kind: str, one: DueDay, due_on: Any) -> Signal:
    assert one.day is not None
    figure = Figure("due_day", one.date_id, day=one.day, amount=one.amount)
    return Signal(kind, one.date_id, due_on=due_on, amount=one.amount, evidence=(figure,))


def once(kind: str, of: str) -> Callable[[History, Customer, Row], Iterator[Signal]]:
    """Return the family of a day that comes once, within the days ahead."""

    def family(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
        del one
        for found in _of(history, customer, of):
            if found.day in ahead(history, _rule(history, kind).days):
                yield _signal(kind, found, found.day)

    return family


def wedding_anniversary(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the yearly return of a wedding, unless the spouse has died."""
    del one
    if any(history.is_deceased(key) for key in _spouses(history, customer)):
        return
    for found in _of(history, customer, "wedding"):
        assert found.day is not None
        for day in ahead(history, _rule(history, "wedding_anniversary").days):
            years = day.year - found.day.year
            if years >= 1 and add_years(found.day, years) == day:
                yield _signal("wedding_anniversary", found, day)


def _spouses(history: History, customer: Customer) -> set[str]:
    ties = [one for one in history.tonight.feed.relations if one.kind == "spouse"]
    key, known = customer.customer_id, {one.customer_id for one in history.tonight.feed.customers}
    found = {one.to_id for one in ties if one.from_id == key} | {
        one.from_id for one in ties if one.to_id == key
    }
    return (found - {key}) & known
