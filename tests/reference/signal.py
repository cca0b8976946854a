"""One signal, before it becomes a row, with the figures it was made of."""

import datetime as dt
import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reference.event import Event


@dataclass(frozen=True)
class Figure:
    """One line of evidence."""

    source: str
    source_id: str = ""
    day: dt.date = field(kw_only=True)
    amount: Decimal | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Signal:
    """What is noticed in a customer; without `due_on` a state, of the night that told it first."""

    kind: str
    subject: str = ""
    due_on: dt.date | None = field(default=None, kw_only=True)
    amount: Decimal | None = field(default=None, kw_only=True)
    detail: dict[str, Any] = field(default_factory=dict, kw_only=True)
    evidence: tuple[Figure, ...] = field(default=(), kw_only=True)

    def event(self, day: dt.date) -> Event:
        """Return it as an event of its day."""
        return Event(self.kind, self.subject, due_on=day, amount=self.amount, detail=self.detail)


def basis_points(part: Decimal, whole: Decimal) -> int:
    """Return a share in whole basis points, halves up, worked out in binary floating point."""
    return math.floor(float(part) / float(whole) * 10_000 + 0.5)
