"""What the rules of a night know besides the rows: date, bank, nights before, rows accepted so far."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.policy.bank import Bank
from tilth.policy.playbook.plausibility import Plausibility
from tilth.vault.ring import Ring


class Place(Protocol):
    """Where a feed goes and earlier nights are read: a draft of the lake, or a folder aside for a check."""

    @property
    def nights(self) -> tuple[Night, ...]:
        """The accepted nights, in order of date."""

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to read for one table and night."""

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write for one table and night; its folder exists."""

    def out_quarantine(self, day: dt.date) -> Path:
        """Return the file to write that night's quarantined rows to."""


@dataclass(kw_only=True)
class Context:
    """The state that rules share from table to table of one night."""

    business_date: dt.date
    bank: Bank
    place: Place
    plausibility: Plausibility
    ring: Ring | None = None
    """What seals tonight's rows and opens those of earlier nights; a check may do without."""
    override: bool = False
    """A person has confirmed jumps against earlier nights (faults 47 and 48)."""
    far_date: bool = False
    """A person has confirmed that so long a time passed since the night before (fault 66)."""
    accepted: dict[str, Any] = field(default_factory=dict)
    """Keys of the accepted rows, by table, for tables that others refer to."""
    quarantined: dict[str, Any] = field(default_factory=dict)
    """Keys of the quarantined rows, by table."""
    held: Any = None
    """Of the accepted holdings what their bookings are held against."""
    booked: dict[str, Any] | None = None
    """Of each of tonight's bookings what its holding says, once a rule has asked."""
    category: dict[str, str] = field(default_factory=dict)
    """Category of each accepted product."""
    branch_of: tuple[Any, Any] | None = None
    """Tonight's customers and, in the same order, their branches."""
    jumps: list[dict[str, Any]] = field(default_factory=list)
    """Exchange rates that jumped overnight: what the finding says of each."""
    currencies: set[str] = field(default_factory=set)
    """Currencies with a rate among tonight's accepted fx_rates."""

    @property
    def earlier(self) -> tuple[dt.date, ...]:
        """The accepted business dates before this one, latest last."""
        return tuple(
            night.business_date for night in self.place.nights if night.business_date < self.business_date
        )

    def before(self, table: str, nights_back: int = 1) -> Path | None:
        """Return the file of a table on the n-th night before; None where there is none."""
        if len(self.earlier) < nights_back:
            return None
        path = self.place.path(Area.FEED, table, self.earlier[-nights_back])
        return path if path.exists() else None
