"""What the pages of a book and of a branch know: frozen numbers, no query behind any of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One tier of a book or branch; assets are None where too many customers would have to be read."""

    code: str
    customers: int
    aum: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Customers not closed in numbers."""

    customers: int
    aum: Decimal
    tiers: tuple[Tier, ...]
    familiar: int
    under_served: int
    overdue: int
    products_per_customer: float | None
    penetration: Mapping[str, float]
    """Category → share of customers who hold it; without customers empty."""
    list_size: int


@dataclass(frozen=True, kw_only=True)
class Done:
    """What one manager did with names of lists since Monday."""

    tonight: int = 0
    """Names of the present list with a result."""
    days: Mapping[dt.date, int] = field(default_factory=dict)
    """Day → names with a result."""

    @property
    def week(self) -> int:
        """Names with a result since Monday."""
        return sum(self.days.values())


@dataclass(frozen=True, kw_only=True)
class Manager:
    """One manager's book as the branch page shows it."""

    staff_id: str
    name: str
    branch_id: str
    customers: int
    aum: Decimal
    overdue: int
    under_served: int
    contacts_made: int
    contacts_connected: int
    list_size: int
    missing: int
    """Names that the list lacks on either side (LIST-04)."""
    done: Done
    covered_by: str = ""
    """Who stands in for the manager today; empty for who is there."""

    @property
    def answered(self) -> int:
        """Names of the present list with a result."""
        return min(self.done.tonight, self.list_size)

    @property
    def open(self) -> int:
        """Names of the present list without a result."""
        return self.list_size - self.answered


@dataclass(frozen=True, kw_only=True)
class Managers:
    """One page of managers by staff number, and after whom the next begins; empty at the end."""

    items: tuple[Manager, ...]
    following: str


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A branch that the actor may choose, with all below it that is in sight."""

    branch_id: str
    name: str
    depth: int
    below: tuple[str, ...]
    """The branch itself and the branches below it."""
