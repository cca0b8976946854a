"""A leader's page and its two forms, complete before they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tilth.domain.covers.queries import Covering
from tilth.domain.staff.team import MOST, Manager, Managers, TakingPart
from tilth.domain.transfers.choosing import Page as Choosing
from tilth.domain.transfers.taking_back import Move
from tilth.web import figures
from tilth.web.listing import heads
from tilth.web.listing.heads import Key
from tilth.web.team.forms import Picks

PURPOSES: dict[str, Promise] = {
    "b_manager": _("Second manager"),
    "planner": _("Financial plan"),
    "specialist": _("Specialist"),
    "hand_over": _("Hand-over"),
    "approval": _("Approval"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager and what runs for them."""

    manager: Manager
    customers: figures.Number
    away: tuple[Covering, ...]
    """Covers of this manager: somebody else stands in."""
    stands_in: tuple[Covering, ...]
    """Covers by this manager: the person stands in for somebody."""


KEYS: dict[str, Key[Row]] = {
    "manager": heads.spelt(),
    "customers": Key(of=lambda row: row.customers.value, down=True),
    "branch": Key(of=lambda row: row.manager.branch_id),
}
"""What orders the managers: name, customers, and the number of the branch."""


@dataclass(frozen=True, kw_only=True)
class Left:
    """Somebody who left and still has customers."""

    manager: Manager
    customers: figures.Number


@dataclass(frozen=True, kw_only=True)
class Page:
    """The managers, who left with customers behind, covers, participations."""

    rows: tuple[Row, ...]
    following: str
    leavers: tuple[Left, ...]
    covers: tuple[Covering, ...]
    parts: tuple[tuple[TakingPart, Promise | str], ...]
    moves: tuple[Move, ...]
    """Hand-overs of the last month, newest first."""
    unassigned: int
    """Open customers without a manager; 1,001 for more than 1,000."""
    nobodys: figures.Number
    """The same as a figure."""
    first: bool
    """Whether this is the first page of the managers."""


@dataclass(frozen=True, kw_only=True)
class Away:
    """The form for a cover."""

    form: forms.Form
    people: tuple[Manager, ...]
    refused: str = ""

    @property
    def listed(self) -> bool:
        """Whether everybody fits into a list to choose from."""
        return len(self.people) < MOST


@dataclass(frozen=True, kw_only=True)
class Whose:
    """The question whose customers change hands."""

    people: tuple[Manager, ...]
    unassigned: int
    unknown: str = ""
    """What was typed and is nobody below the actor."""

    @property
    def listed(self) -> bool:
        """Whether all of them fit into a list to choose from."""
        return len(self.people) < MOST


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """The form for a hand-over, and its confirmation."""

    origin: str
    """Staff number of whose customers they are, or UNASSIGNED."""
    name: str
    """Whose; empty for nobody's."""
    total: int
    """All customers there are to hand over."""
    customers: Choosing
    picks: Picks
    picked: str
    """Ticked customers of other pages of the list, as the form carries them."""
    shown: str
    text: str
    tier: str
    which: str
    tiers: tuple[str, ...]
    people: tuple[Manager, ...]
    """Everybody who can be named."""
    offered: tuple[Manager, ...]
    """Colleagues of the same branch, to be ticked."""
    form: forms.Form
    chosen: tuple[str, ...] = ()
    number: int = 0
    """Customers that are chosen."""
    shares: tuple[tuple[Manager, int], ...] = ()
    """The confirmation: who gets how many; empty before it."""
    follows: tuple[tuple[str, int], ...] = ()
    """Kinds of open items that go along, each with its number."""
    changed: bool = False
    """Whether the number of customers changed since the last confirmation was shown."""
    refused: str = ""

    @property
    def listed(self) -> bool:
        """Whether everybody fits into a list to choose from."""
        return len(self.people) < MOST


def page(  # noqa: PLR0913 - the parts of one page, told in keywords
    found: Managers,
    *,
    leavers: tuple[Manager, ...],
    covers: tuple[Covering, ...],
    parts: tuple[TakingPart, ...],
    moves: tuple[Move, ...],
    unassigned: int,
    first: bool,
) -> Page:
    """Return the page of one leader."""
    return Page(
        rows=tuple(
            Row(
                manager=one,
                customers=figures.number("customers", one.customers, figures.of_manager(one.staff_id)),
                away=tuple(cover for cover in covers if cover.absent_staff_id == one.staff_id),
                stands_in=tuple(cover for cover in covers if cover.substitute_staff_id == one.staff_id),
            )
            for one in found.items
        ),
        following=found.following,
        leavers=tuple(_left(one) for one in leavers),
        covers=covers,
        parts=tuple((part, PURPOSES.get(part.purpose, part.purpose)) for part in parts),
        moves=moves,
        unassigned=unassigned,
        nobodys=figures.number("unassigned", unassigned, figures.of_branch("")),
        first=first,
    )


def _left(one: Manager) -> Left:
    """Return somebody who left with all customers there are to hand over, closed ones among them."""
    whose = figures.of_manager(one.staff_id)
    return Left(manager=one, customers=figures.number("all_customers", one.customers, whose))


def shares(number: int, successors: Sequence[Manager]) -> tuple[tuple[Manager, int], ...]:
    """Return how many customers each successor gets when they are dealt out in turn."""
    each, over = divmod(number, len(successors))
    return tuple((one, each + (place < over)) for place, one in enumerate(successors))
