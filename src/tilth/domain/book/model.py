"""What the pages of a book and of a branch know: frozen numbers, no query behind any of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tilth.domain.book.targets import Reach


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One tier of a book or branch; assets are None in a night of an earlier version."""

    code: str
    customers: int
    aum: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some customers of a branch, not closed, in numbers."""

    customers: int = 0
    overdue: int = 0
    never: int = 0
    """Of the overdue ones those with whom nobody has had a contact yet."""
    numberless: int = 0
    """Those without a number that can be called."""
    listed: int = 0
    """Names of tonight's lists among them."""
    dialled: int = 0
    """Names of the lists with a result, attempts among them, whoever called."""

    def __add__(self, other: "Part") -> "Part":
        return Part(
            customers=self.customers + other.customers,
            overdue=self.overdue + other.overdue,
            never=self.never + other.never,
            numberless=self.numberless + other.numberless,
            listed=self.listed + other.listed,
            dialled=self.dialled + other.dialled,
        )


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A branch's customers by who keeps them; all parts together are the branch."""

    managers: Mapping[str, Part]
    """Managers of the branch and of those below it → what of it they keep."""
    unassigned: Part
    elsewhere: Part
    """Kept by managers of other branches."""
    left: Part
    """Kept by somebody who is no manager at work."""

    @property
    def all(self) -> Part:
        """The whole branch."""
        return sum((*self.managers.values(), self.elsewhere, self.left), self.unassigned)

    def of(self, staff_id: str) -> Part:
        """Return what of the branch one manager keeps."""
        return self.managers.get(staff_id, Part())


@dataclass(frozen=True, kw_only=True)
class Small:
    """Customers with fewer assets than the playbook's limit (TIER-10), and the under-served among them."""

    customers: int = 0
    under_served: int = 0

    def __add__(self, other: "Small") -> "Small":
        return Small(
            customers=self.customers + other.customers, under_served=self.under_served + other.under_served
        )


@dataclass(frozen=True, kw_only=True)
class KeptHere:
    """What lies here and elsewhere of the customers of whom that is known (MAIN-03), base currency."""

    customers: int
    here: Decimal
    elsewhere: Decimal

    @property
    def share(self) -> Decimal | None:
        """How much of it lies here, 0 to 1; None of nobody."""
        whole = self.here + self.elsewhere
        return self.here / whole if whole else None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Customers not closed in numbers."""

    customers: int
    aum: Decimal
    """Joint accounts count once."""
    tiers: tuple[Tier, ...]
    """In a tier joint accounts count for each owner."""
    familiar: int
    under_served: int
    overdue: int
    products_per_customer: float | None
    penetration: Mapping[str, float]
    """Category → share of customers who hold it; without customers empty."""
    holders: Mapping[str, int]
    """Category → customers who hold it."""
    list_size: int
    never: int | None = None
    """Of the overdue ones those never contacted; None where too many customers would have to be read."""
    numberless: int | None = None
    """Those without a number to call; None where too many customers would have to be read."""
    small: Small | None = None
    """The customers to be developed; None where too many customers would have to be read."""
    kept: Kept | None = None
    """Who keeps the customers of a branch; None for a book, and where too many would have to be read."""
    reach: Reach = field(default_factory=Reach)
    """Whom of a book its manager can reach in the week; nobody for a branch."""
    kept_here: KeptHere | None = None
    """None until the next night, where customers came or went after this one."""
    joint: bool = False
    """Whether several of them own an account together."""

    @property
    def of_tiers(self) -> Decimal:
        """The whole of which the tiers are parts: joint accounts count in it as in a tier, for each owner."""
        if not self.joint:
            return self.aum
        return sum((tier.aum or Decimal(0) for tier in self.tiers), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Done:
    """What one manager did since Monday: attempts count as dialled, two-way contacts as contacts (KPI-03)."""

    tonight: int = 0
    """Names of the present list with a result, attempts among them."""
    dialled: Mapping[dt.date, int] = field(default_factory=dict)
    """Day → customers with a contact or an attempt."""
    contacts: Mapping[dt.date, int] = field(default_factory=dict)
    """Day → customers with a two-way contact."""

    @property
    def week(self) -> int:
        """Customers with a two-way contact since Monday, each day's."""
        return sum(self.contacts.values())

    @property
    def week_dialled(self) -> int:
        """Customers with a contact or an attempt since Monday, each day's."""
        return sum(self.dialled.values())


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
    elsewhere: int = 0
    """Customers of the book that belong to branches beyond the page's; the other numbers leave them out."""
    reach: Reach = field(default_factory=Reach)
    """Whom of the whole book the manager can reach in the week."""
    spelt: str = ""
    """What orders people by name."""

    @property
    def dialled(self) -> int:
        """Names of the present list with a result, attempts among them."""
        return min(self.done.tonight, self.list_size)

    @property
    def open(self) -> int:
        """Names of the present list without a result."""
        return self.list_size - self.dialled

    def of_branch(self, kept: Kept | None) -> "Manager":
        """Return the manager with what is kept of a branch alone: rows sum to it; None: the whole book."""
        if kept is None:
            return self
        part = kept.of(self.staff_id)
        return replace(
            self,
            customers=part.customers,
            overdue=part.overdue,
            list_size=part.listed,
            done=replace(self.done, tonight=part.dialled),
            elsewhere=max(0, self.customers - part.customers),
        )


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
