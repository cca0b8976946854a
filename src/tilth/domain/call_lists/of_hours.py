"""What has its place on a day's timeline: an appointment to come, or a call of today at an hour.

Said twice, of lines in the database and of a task at hand; both stand here so that they stay one.
"""

import datetime as dt
from typing import Any, Protocol

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import Exact

KIND = "appointment"
"""The kind of task that keeps its place on every day to come, with an hour or without."""


class Dated(Protocol):
    """A kind, a day and perhaps an hour."""

    @property
    def kind(self) -> str:
        """A code of `policy.codes.TASKS`."""

    @property
    def due_on(self) -> dt.date:
        """Its day."""

    @property
    def due_at(self) -> dt.time | None:
        """Its hour; None: any."""


def lines(today: dt.date) -> Q:
    """Return the condition of the diary's lines of tasks that stand on a timeline."""
    meeting: Exact[Any] = Exact(KeyTextTransform("kind", "said"), KIND)
    return Q(due_on__gte=today) & (Q(meeting) | Q(due_on=today, due_at__isnull=False))


def task(one: Dated, today: dt.date) -> bool:
    """Say whether a task stands on a timeline."""
    if one.due_on < today:
        return False
    return one.kind == KIND or (one.due_on == today and one.due_at is not None)
