"""One page of the list of customers, complete before it is rendered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tilth.data.models import SavedView
from tilth.domain.customers import order
from tilth.domain.customers.filters import DUE_WITHIN, Filters
from tilth.domain.customers.found import Found, Row
from tilth.domain.ordered import TURN
from tilth.domain.saved_views.queries import Views
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import CATEGORIES, LIFECYCLES, TIERS
from tilth.web import segment_words
from tilth.web.listing import columns, heads, reading
from tilth.web.listing.reading import Asked, Branch
from tilth.web.listing.words import Mark, Whose, cares, lists, mains, marks, part, states, weeks
from tilth.web.segment_words import segment_name


@dataclass(frozen=True, kw_only=True)
class Line:
    """One customer of the list with the codes that need words."""

    row: Row
    segment: str
    near: str
    """How sure an assumed segment is."""
    branch: str
    owner: str
    """The manager's name, the number where the name is not known; empty without one."""
    own: bool
    """Whether it is the reader's own customer."""
    covered: bool
    """Whether the reader stands in for the manager at present."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column and its head."""

    column: columns.Column
    order: heads.Order


@dataclass(frozen=True, kw_only=True)
class View:
    """One saved view: its address, and whether it is the one that is open."""

    view: SavedView
    address: str
    open: bool


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of customers with the filters that led to it."""

    lines: tuple[Line, ...]
    filters: Filters
    found: Found
    query: str
    """The filters as an address part, without the place, ending in & when not empty."""
    marks: tuple[Mark, ...]
    ignored: tuple[str, ...]
    name: Head
    """The head of the first column."""
    heads: tuple[Head, ...]
    choices: tuple[columns.Choice, ...]
    views: tuple[View, ...]
    view: SavedView | None
    changed: bool
    """Whether the open view's filters are not those in force."""
    sorts: tuple[tuple[str, str], ...]
    segments: tuple[tuple[str, str], ...]
    branches: tuple[Branch, ...]
    whose: Whose
    searches: bool
    """Whether the role may look for a text."""
    tiers: tuple[str, ...] = TIERS
    lifecycles: tuple[str, ...] = LIFECYCLES
    levels: tuple[str, ...] = ()
    """Levels of the relationship; none for a role that may not list them."""
    categories: tuple[str, ...] = CATEGORIES
    due: tuple[int, ...] = DUE_WITHIN

    @property
    def all_heads(self) -> tuple[Head, ...]:
        """The heads of all columns, that of the name first."""
        return (self.name, *self.heads)

    @property
    def states(self) -> dict[str, str]:
        """Which customers besides the open ones can be asked for."""
        return states()

    @property
    def lists(self) -> dict[str, str]:
        """Which names of tonight's lists can be asked for."""
        return lists()

    @property
    def cares(self) -> dict[str, str]:
        """The spans of care to choose from."""
        return cares()

    @property
    def mains(self) -> dict[str, str]:
        """The words for whether this is the main bank."""
        return mains()

    @property
    def weeks(self) -> dict[str, str]:
        """Which names of the week can be asked for."""
        return weeks()

    @property
    def other_owner(self) -> str:
        """The owner asked for in words, where it is none of the choices; else empty."""
        owner = self.filters.owner
        return "" if not owner or owner in dict(self.whose.choices()) else self.whose.words(owner)

    @property
    def more(self) -> int:
        """How many of the filters behind the button are in force."""
        shown = {"q", "owner", "tier", "overdue", "sort"}
        return len([part for part in reading.pairs(self.filters) if part not in shown])


def segments(playbook: Playbook) -> tuple[tuple[str, str], ...]:
    """Return code and name of the segments that a customer may have."""
    return tuple((one.code, segment_name(playbook, one.code)) for one in playbook.segments.scheme.segments)


def sorts(now: str) -> tuple[tuple[str, str], ...]:
    """Return the orders to choose from and their names; that of a head, too, while the list stands in it."""
    usual = (
        ("aum", _("By assets")),
        ("name", _("By name")),
        ("overdue", _("By overdue days")),
        ("contact", _("Longest without contact")),
        ("due", _("Falls due soonest")),
        ("gap", _("Closest to the next tier")),
        ("opened", _("Newest customers")),
    )
    names = dict(usual)
    if now in names:
        return usual
    code = now.removeprefix(TURN)
    label = next((one.label for one in columns.EVERY if one.sort == code), "")
    name = names.get(code) or _("By: {column}").format(column=label)
    return (*usual, (now, name if now == code else _("{order}, reversed").format(order=name)))


def listing(  # noqa: PLR0913 - the parts of one page, told in keywords
    found: Found,
    asked: Asked,
    *,
    playbook: Playbook,
    views: Views,
    view: SavedView | None,
    branches: Mapping[str, Branch],
    whose: Whose,
    searches: bool,
    levels: tuple[str, ...],
    today: dt.date,
) -> Listing:
    """Return the page of a search."""
    filters, number = asked.filters, str(view.pk) if view else ""
    names = {code: branch.name for code, branch in branches.items()}
    usual = columns.USUAL if not whose.several else (*columns.USUAL, "owner")
    shown = columns.chosen((view.columns if view else ()) or views.columns, usual=usual)
    asks = (
        (columns.CALLS, filters.worked),
        (columns.DUE_AMOUNT, filters.due),
        (columns.BY_CODE["left_out"], filters.cause),
        *((one, one not in shown) for one in columns.ordered_by(filters.sort)),
    )
    told = tuple(dict.fromkeys((*(column for column, wanted in asks if wanted), *shown)))
    return Listing(
        lines=tuple(_line(row, playbook, names, whose) for row in found.rows),
        filters=filters,
        found=found,
        query=reading.address(filters, view=number),
        marks=marks(filters, playbook, names, whose, view=number, today=today),
        ignored=tuple(part(code) for code in asked.ignored),
        name=_head(columns.NAME, filters, number),
        heads=tuple(_head(columns.everywhere(one, filters.sort), filters, number) for one in told),
        choices=columns.choices(shown),
        views=tuple(_view(one, one is view) for one in views.named),
        view=view,
        changed=view is not None and reading.kept(filters) != view.filters,
        sorts=sorts(filters.sort),
        segments=segments(playbook),
        branches=tuple(branches.values()) if len(branches) > 1 else (),
        whose=whose,
        searches=searches,
        levels=levels,
    )


def _line(row: Row, playbook: Playbook, names: Mapping[str, str], whose: Whose) -> Line:
    branch, owner = names.get(row.branch_id, row.branch_id), row.rm_id or ""
    return Line(
        row=row,
        segment=segment_name(playbook, row.segment),
        near=segment_words.assumed(
            far=row.segment_distance,
            second=segment_name(playbook, row.segment_second),
            second_far=row.segment_second_distance,
        ),
        branch=branch,
        owner=whose.person(owner),
        own=whose.mine(owner),
        covered=owner in whose.covered,
    )


def _head(column: columns.Column, filters: Filters, view: str) -> Head:
    """Return a column and its head: its order, and the other way round once the list stands in it."""
    now = order.OFFERED[filters.sort.removeprefix(TURN)]

    def address(sort: str) -> str:
        return reading.address(filters, view=view, sort=sort)

    head = heads.order(column.sort, now=filters.sort, down=now.down, address=address, also=column.also)
    return Head(column=column, order=head)


def _view(view: SavedView, open_: bool) -> View:  # noqa: FBT001 - private
    filters = reading.address_of(view.filters)
    return View(view=view, address=f"{filters}view={view.pk}", open=open_)
