"""Signals of silence."""

from collections.abc import Iterator
from typing import Any

from reference.history import History
from reference.inputs import Customer
from reference.signal import Figure, Signal
from tilth.policy.playbook.signals import NeverContacted

Row = dict[str, Any]


def never_contacted(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of an owned customer with assets with whom nobody has ever talked."""
    rule = history.playbook.signals.of(NeverContacted)
    key = customer.customer_id
    spoken = any(
        contact.customer_id in (key, history.person(key))
        and contact.two_way
        and contact.contact_on <= history.day
        for contact in history.tonight.extracts.contacts
    )
    old = (history.day - customer.opened_on).days >= rule.days
    if customer.rm_id is not None and old and one["aum"] >= rule.amount and not spoken:
        yield Signal(
            "never_contacted",
            amount=one["aum"],
            detail={"opened_on": customer.opened_on.isoformat()},
            evidence=(Figure("day", day=customer.opened_on),),
        )
