"""What a page of Today knows: frozen rows, no query behind any of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from tilth.data.models.published.customer import Wrong
from tilth.domain.call_lists.worth import Worth
from tilth.domain.reasons.queries import Event
from tilth.domain.signals.queries import Signal
from tilth.domain.tasks.queries import Promise


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of a name on the list today."""

    id: UUID
    mine: bool
    """The actor wrote it."""
    contacted_at: dt.datetime
    outcome: str
    two_way: bool
    next_step: str
    next_step_on: dt.date | None
    step: str = ""
    next_step_at: dt.time | None = None
    intention: str = ""

    answered: bool = False
    """Somebody answered, this time or before: a talk, or a word that it does not suit or is not wanted."""
    spoken: bool = False
    """A talk took place, this time or before."""


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A name that was passed over today, and why."""

    id: UUID
    reason: str
    note: str
    made_at: dt.datetime
    mine: bool = True
    """The actor passed it over, and may take that back."""


@dataclass(frozen=True, kw_only=True)
class Todo:
    """Something promised about a customer: a task, an appointment, or a call put off."""

    id: UUID
    kind: str
    customer_id: str
    name: str
    text: str
    due_on: dt.date
    due_at: dt.time | None
    made_at: dt.datetime
    of_list: bool
    """A call put off from tonight's list."""
    step: str = ""
    """What it is, as a code; empty where words alone say it."""
    place: str = ""
    party: str = ""

    def reached(self, now: dt.datetime) -> bool:
        """Say whether its moment has come; `now` is in the bank's zone."""
        return self.due_on < now.date() or (
            self.due_on == now.date() and (self.due_at is None or self.due_at <= now.time())
        )


@dataclass(frozen=True, kw_only=True)
class Met:
    """An appointment with a name of the list, of which somebody said today who came."""

    came: str
    """One of `codes.MEETINGS`."""
    due_on: dt.date
    due_at: dt.time | None


@dataclass(frozen=True, kw_only=True)
class Leftover:
    """A name of the list before that nobody got to."""

    customer_id: str
    name: str
    rank: int
    business_date: dt.date


@dataclass(frozen=True, kw_only=True)
class ListEntry:
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
    segment_distance: float | None
    """Of the nearest type, where that is what is assumed; then the next one and how far that is."""
    segment_second: str | None
    segment_second_distance: float | None
    overdue_days: int
    last_contact_on: dt.date | None
    birth_calendar: str
    side: str
    goal: str
    deviation: int
    reasons: tuple[str, ...]
    events: tuple[Event, ...]
    done: Done | None
    skipped: Skipped | None = None
    later: Todo | None = None
    """The call was put off to this moment."""
    promise: Promise | None = None
    """The earliest of the actor's own promises that stands open."""
    met: Met | None = None
    """What came of the customer's appointment, said today."""
    spoken_on: dt.date | None = None
    """When anybody of the bank last spoke with the customer."""
    wrong: Wrong | None = None
    """The mark of the number shown, where it is wrong; None for a number that can be called."""
    signals: tuple[Signal, ...] = ()
    """What the night noticed and still asks for a contact, what is at stake most first."""
    worth: Worth | None = None
    """The terms of the order by value, where the list is made in it."""
    deceased: bool = False
    """Recorded as deceased since the list was made."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """A manager's work since Monday, each customer once a day; an attempt is no contact (KPI-03)."""

    dialled: int
    contacts: int
    """Customers with a two-way contact."""
    familiar: int
    """Contacts by side, each customer once."""
    unfamiliar: int
    new: int = 0
    """Contacts with customers in their first months (KPI-12); another split than the sides (TRAP-31)."""
    existing: int = 0
    appointed: int = 0
    """Contacts in which an appointment was made (B1)."""


@dataclass(frozen=True, kw_only=True)
class Maturity:
    """Money of a customer of the own book that falls due, whether the customer is listed or called or not."""

    customer_id: str
    name: str
    kind: str
    product_name: str
    due_on: dt.date
    amount: Decimal | None
    rank: int | None
    """The customer's number on the list; None for who is not on it."""


@dataclass(frozen=True, kw_only=True)
class Maturities:
    """What falls due in the own book within some days: the nearest, and how much it all is."""

    shown: tuple[Maturity, ...] = ()
    number: int = 0
    customers: int = 0
    amount: Decimal = Decimal(0)
    """What several of these customers own together counts once (A23)."""
    joint: bool = False
    """Whether there is such a thing among them: the amount is less than that of the items."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A manager's list of one day."""

    entries: tuple[ListEntry, ...]
    book_size: int
    """Customers the manager owns; 0 explains an empty list."""
    week: Week
    now: dt.datetime
    """The moment of the page, in the bank's zone."""
    todos: tuple[Todo, ...] = ()
    """Open tasks of its names, and what has its hour or is an appointment; of an absent list every one."""
    leftovers: tuple[Leftover, ...] = ()
    due: Maturities = field(default_factory=Maturities)
    new_names: int = 0
    """Customers in their first months on the list, with a result or without."""
    also: Mapping[str, int] = field(default_factory=dict)
    """Kind → how many events of the own book are open whose customers are not on the list."""

    @property
    def waiting(self) -> tuple[ListEntry, ...]:
        """Names without a result, in their order: to be called now or later."""
        return tuple(entry for entry in self.entries if entry.done is None and entry.skipped is None)

    @property
    def open(self) -> tuple[ListEntry, ...]:
        """Names to be contacted now, in their order; a call put off is back when its moment has come."""
        return tuple(one for one in self.waiting if one.later is None or one.later.reached(self.now))

    @property
    def later(self) -> tuple[ListEntry, ...]:
        """Names whose call was put off, the earliest moment first."""
        put_off = [one for one in self.waiting if one.later is not None and not one.later.reached(self.now)]
        return tuple(sorted(put_off, key=_moment))

    @property
    def skipped(self) -> tuple[ListEntry, ...]:
        """Names passed over today, in the order of the list."""
        return tuple(one for one in self.entries if one.done is None and one.skipped is not None)

    @property
    def done(self) -> tuple[ListEntry, ...]:
        """Names contacted or attempted today, in the order of the list."""
        return tuple(entry for entry in self.entries if entry.done is not None)


def _moment(entry: ListEntry) -> tuple[dt.date, dt.time, int]:
    """Return what names are sorted by whose call was put off."""
    if entry.later is None:
        return dt.date.max, dt.time.max, entry.rank
    return entry.later.due_on, entry.later.due_at or dt.time.min, entry.rank
