"""A leader's page and its two forms, complete before they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tilth.domain.covers.queries import Item
from tilth.domain.people.team import Manager, Managers, TakingPart
from tilth.web import figures

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
    away: tuple[Item, ...]
    """Covers of this manager: somebody else stands in."""
    stands_in: tuple[Item, ...]
    """Covers by this manager: the person stands in for somebody."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The managers, who left with customers behind, covers, participations."""

    rows: tuple[Row, ...]
    following: str
    leavers: tuple[Manager, ...]
    covers: tuple[Item, ...]
    parts: tuple[tuple[TakingPart, Promise | str], ...]
    first: bool
    """Whether this is the first page of the managers."""


@dataclass(frozen=True, kw_only=True)
class Away:
    """The form for a cover."""

    form: forms.Form
    people: tuple[Manager, ...]
    refused: str = ""


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """The form for a hand-over, and its confirmation."""

    leaver: Manager | None
    """None: still to be chosen."""
    people: tuple[Manager, ...] = ()
    """Everybody who can be named."""
    offered: tuple[Manager, ...] = ()
    """Colleagues of the same branch, to be ticked."""
    form: forms.Form | None = None
    chosen: tuple[str, ...] = ()
    unknown: str = ""
    """What was typed and is nobody below the actor."""
    shares: tuple[tuple[Manager, int], ...] = ()
    """The confirmation: who gets how many; empty before it."""
    changed: bool = False
    """Whether the number of customers changed since the last confirmation was shown."""
    refused: str = ""


def page(
    found: Managers,
    *,
    leavers: tuple[Manager, ...],
    covers: tuple[Item, ...],
    parts: tuple[TakingPart, ...],
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
        leavers=leavers,
        covers=covers,
        parts=tuple((part, PURPOSES.get(part.purpose, part.purpose)) for part in parts),
        first=first,
    )


def shares(number: int, successors: Sequence[Manager]) -> tuple[tuple[Manager, int], ...]:
    """Return how many customers each successor gets when they are dealt out in turn."""
    each, over = divmod(number, len(successors))
    return tuple((one, each + (place < over)) for place, one in enumerate(successors))
