"""What a page of the due queue is made of."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tilth.access.marks import Number
from tilth.domain.counted import COUNTED
from tilth.policy.subjects import BY_NAME, Subject


class Place(NamedTuple):
    """Where a line stands in the queue."""

    due_on: dt.date
    due_at: dt.time | None
    subject: str
    row_id: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose queue, and which part of it; nothing said means all of it."""

    staff: tuple[str, ...] = ()
    """Whose; empty: of everybody in sight."""
    subjects: tuple[str, ...] = ()
    """Kinds of records; those that the reader may list."""
    when: str = ""
    """A word of `policy.due.WHENS`."""
    branch: tuple[int, int] | None = None
    """The first and last number of the branches in the tree; None: all in sight."""

    @property
    def told(self) -> dict[str, Any]:
        """Return whose queue and where as the queries take it; no last number: one branch has its own SQL."""
        first, last = self.branch or (None, None)
        return {
            "staff": single(self.staff) if self.staff else None,
            "first": None if first is None else Number(first),
            "last": None if last is None or last == first else Number(last),
        }


def single(values: Sequence[str]) -> str | list[str]:
    """Return the one value, or all of them as a list: each has its own SQL."""
    return values[0] if len(values) == 1 else list(values)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that is due, with its customer as the reader may see him or her."""

    place: Place
    customer_id: str
    name: str
    deceased: bool
    listed: bool
    """The customer is on tonight's list."""
    staff_id: str
    """Whose it is; empty: nobody's."""
    happened_on: dt.date
    said: Mapping[str, Any]
    """Codes, amounts and days of the record."""
    note: str = ""
    """What it says in words; told about own customers only."""
    handed: bool = False
    """It came by a hand-over within the last days."""

    @property
    def subject(self) -> Subject:
        """The declaration of its kind."""
        return BY_NAME[self.place.subject]

    @property
    def due_on(self) -> dt.date:
        """Its day."""
        return self.place.due_on

    @property
    def due_at(self) -> dt.time | None:
        """Its hour, where there is one."""
        return self.place.due_at

    @property
    def row_id(self) -> str:
        """The record's number."""
        return self.place.row_id


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many there are, each at most COUNTED + 1."""

    whens: Mapping[str, int] = field(default_factory=dict)
    """Word of `policy.due.WHENS` → items, of all kinds that were asked for."""
    subjects: Mapping[str, int] = field(default_factory=dict)
    """Kind → items, of the days that were asked for."""

    @property
    def total(self) -> int:
        """All items of all days."""
        return min(sum(self.whens.values()), COUNTED + 1)


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of the queue, and where the next begins; None at the end."""

    items: tuple[Item, ...] = ()
    following: Place | None = None
    key: str = ""
    """Where it does not go by the day: the last record's number, where there are more; empty at the end."""
