"""Signals of silence."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from reference.history import History
from reference.inputs import Customer
from reference.signal import Figure, Signal
from tilth.policy.playbook.signals import NeverContacted, SilentValuable

Row = dict[str, Any]


def _talks(history: History, key: str) -> list[dt.date]:
    """Return the days of all two-way contacts under a number or that of its person."""
    return [
        contact.contact_on
        for contact in history.tonight.extracts.contacts
        if contact.customer_id in (key, history.person(key))
        and contact.two_way
        and contact.contact_on <= history.day
    ]


def never_contacted(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of an owned customer with assets with whom nobody has ever talked."""
    rule = history.playbook.signals.of(NeverContacted)
    key = customer.customer_id
    spoken = _talks(history, key)
    old = (history.day - customer.opened_on).days >= rule.days
    if customer.rm_id is not None and old and one["aum"] >= rule.amount and not spoken:
        yield Signal(
            "never_contacted",
            amount=one["aum"],
            detail={"opened_on": customer.opened_on.isoformat()},
            evidence=(Figure("day", day=customer.opened_on),),
        )


def silent_valuable(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of an owned customer of value with whom nobody has talked for long."""
    rule = history.playbook.signals.of(SilentValuable)
    last = max(_talks(history, customer.customer_id), default=None)
    if last is None or customer.rm_id is None or one["aum_avg_90"] < rule.amount:
        return
    if (history.day - last).days >= rule.days:
        yield Signal(
            "silent_valuable",
            amount=one["aum"],
            detail={"last_contact_on": last.isoformat()},
            evidence=(
                Figure("day", day=last),
                Figure("mean", "90", day=history.day, amount=one["aum_avg_90"]),
            ),
        )
