"""What a page of Today knows: frozen rows, no query behind any of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event of tonight with the words of the product it is about."""

    kind: str
    due_on: dt.date
    amount: Decimal | None
    detail: Mapping[str, object]
    product_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of a name on the list today."""

    contacted_at: dt.datetime
    outcome: str
    two_way: bool
    next_step: str
    next_step_on: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One name of the list: who, why, what for, and what came of it."""

    rank: int
    customer_id: str
    name: str
    kind: str
    mobile: str
    """Masked; empty where the bank has no number."""
    tier: str
    aum: Decimal
    next_tier_gap: Decimal | None
    segment: str | None
    segment_assumed: bool
    overdue_days: int
    last_contact_on: dt.date | None
    birth_calendar: str
    side: str
    goal: str
    deviation: int
    reasons: tuple[str, ...]
    events: tuple[Event, ...]
    done: Done | None


@dataclass(frozen=True, kw_only=True)
class Week:
    """A manager's contacts since Monday: all, those that were answered, and customers by side."""

    made: int
    connected: int
    familiar: int
    unfamiliar: int


@dataclass(frozen=True, kw_only=True)
class Day:
    """A manager's list of one day."""

    entries: tuple[Entry, ...]
    book_size: int
    """Customers the manager owns; 0 explains an empty list."""
    week: Week

    @property
    def open(self) -> tuple[Entry, ...]:
        """Names still to be contacted, in their order."""
        return tuple(entry for entry in self.entries if entry.done is None)

    @property
    def done(self) -> tuple[Entry, ...]:
        """Names contacted or attempted today, in the order of the list."""
        return tuple(entry for entry in self.entries if entry.done is not None)
