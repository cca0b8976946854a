"""Talks, promises and requests of a customer, days before the bank's day, for what is counted of them."""

import datetime as dt
from typing import Any

from subjects.conftest import NOON
from support import published
from tilth.data import models
from tilth.domain.acting import Who

DAY = published.DAY


def talk(who: Who, customer_id: str, *, days: int, **values: Any) -> models.Contact:
    """Return a two-way talk so many days ago."""
    at = NOON - dt.timedelta(days=days)
    given: dict[str, Any] = {"channel": "phone", "outcome": "connected", "purpose": "maintain"}
    return models.Contact.objects.create(
        customer_id=customer_id,
        staff_id=who.by.staff_id or "",
        user=who.by,
        contacted_at=at,
        contact_on=at.date(),
        two_way=True,
        idempotency_key=f"talk:{models.Contact.objects.unscoped().count()}",
        **(given | values),
    )


def promise(who: Who, customer_id: str, *, due: int, done: int | None) -> models.Task:
    """Return a promise due so many days ago, and done so many days ago; None: not done."""
    return models.Task.objects.create(
        customer_id=customer_id,
        staff_id=who.by.staff_id or "",
        user=who.by,
        kind="task",
        step="send_material",
        due_on=DAY - dt.timedelta(days=due),
        made_at=NOON - dt.timedelta(days=due + 3),
        done_at=None if done is None else NOON - dt.timedelta(days=done),
    )


def memo(who: Who, customer_id: str, *, asked: int, due: int, answered: int | None) -> models.Memo:
    """Return a memo asked, due and answered so many days ago; None: not answered."""
    return models.Memo.objects.create(
        customer_id=customer_id,
        staff_id=who.by.staff_id or "",
        made_by=who.by,
        made_at=NOON - dt.timedelta(days=asked),
        asked_on=DAY - dt.timedelta(days=asked),
        due_on=DAY - dt.timedelta(days=due),
        answered_at=None if answered is None else NOON - dt.timedelta(days=answered),
        demand="a bigger safe",
    )
