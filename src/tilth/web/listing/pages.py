"""One page of the list of customers, complete before it is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.data.models import SavedView
from tilth.domain.customers.filters import DUE_WITHIN, Filters
from tilth.domain.customers.search import Found, Row
from tilth.domain.saved_views.queries import Views
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import CATEGORIES, LIFECYCLES, TIERS
from tilth.web import labels
from tilth.web.listing import columns, reading
from tilth.web.listing.reading import Asked, Branch
from tilth.web.today.pages import segment_name


@dataclass(frozen=True, kw_only=True)
class Line:
    """One customer of the list with the codes that need words."""

    row: Row
    segment: str
    branch: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a column: the address that sorts by it, and how it is sorted now."""

    column: columns.Column
    address: str
    sorted: str
    """'', ascending or descending."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One filter in force, and the address without it."""

    label: str
    address: str


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
    heads: tuple[Head, ...]
    choices: tuple[columns.Choice, ...]
    views: tuple[View, ...]
    view: SavedView | None
    changed: bool
    """Whether the open view's filters are not those in force."""
    sorts: tuple[tuple[str, str], ...]
    segments: tuple[tuple[str, str], ...]
    branches: tuple[Branch, ...]
    searches: bool
    """Whether the role may look for a text."""
    tiers: tuple[str, ...] = TIERS
    lifecycles: tuple[str, ...] = LIFECYCLES
    categories: tuple[str, ...] = CATEGORIES
    due: tuple[int, ...] = DUE_WITHIN

    @property
    def more(self) -> int:
        """How many of the filters behind the button are in force."""
        shown = {"q", "tier", "overdue", "sort"}
        return len([part for part in reading.pairs(self.filters) if part not in shown])


def segments(playbook: Playbook) -> tuple[tuple[str, str], ...]:
    """Return code and name of the segments that a customer may have."""
    return tuple((one.code, segment_name(playbook, one.code)) for one in playbook.segments.scheme.segments)


def sorts() -> tuple[tuple[str, str], ...]:
    """Return the orders and their names."""
    return (
        ("aum", _("By assets")),
        ("name", _("By name")),
        ("overdue", _("By overdue days")),
        ("contact", _("Longest without contact")),
        ("due", _("Falls due soonest")),
        ("gap", _("Closest to the next tier")),
        ("opened", _("Newest customers")),
    )


def listing(  # noqa: PLR0913 - the parts of one page, told in keywords
    found: Found,
    asked: Asked,
    *,
    playbook: Playbook,
    views: Views,
    view: SavedView | None,
    branches: Mapping[str, Branch],
    searches: bool,
) -> Listing:
    """Return the page of a search."""
    filters, number = asked.filters, str(view.pk) if view else ""
    names = {code: branch.name for code, branch in branches.items()}
    shown = columns.chosen((view.columns if view else ()) or views.columns)
    return Listing(
        lines=tuple(_line(row, playbook, names) for row in found.rows),
        filters=filters,
        found=found,
        query=reading.address(filters, view=number),
        marks=_marks(filters, playbook, names, number),
        ignored=tuple(_part(part) for part in asked.ignored),
        heads=tuple(_head(column, filters, number) for column in shown),
        choices=columns.choices(shown),
        views=tuple(_view(one, one is view) for one in views.named),
        view=view,
        changed=view is not None and reading.kept(filters) != view.filters,
        sorts=sorts(),
        segments=segments(playbook),
        branches=tuple(branches.values()),
        searches=searches,
    )


def _line(row: Row, playbook: Playbook, names: Mapping[str, str]) -> Line:
    branch = names.get(row.branch_id, row.branch_id)
    return Line(row=row, segment=segment_name(playbook, row.segment), branch=branch)


_DESCENDING = ("aum", "overdue", "opened")


def _head(column: columns.Column, filters: Filters, view: str) -> Head:
    here = bool(column.sort) and column.sort == filters.sort
    way = "descending" if column.sort in _DESCENDING else "ascending"
    address = reading.address(filters, view=view, sort=column.sort) if column.sort else ""
    return Head(column=column, address=address, sorted=way if here else "")


def _view(view: SavedView, open_: bool) -> View:  # noqa: FBT001 - private
    filters = reading.address_of(view.filters)
    return View(view=view, address=f"{filters}view={view.pk}", open=open_)


def _part(part: str) -> str:
    """Return the name of a filter."""
    names = {
        "tier": _("Tier"),
        "segment": _("Segment"),
        "lifecycle": _("Lifecycle"),
        "category": _("Product held"),
        "due": _("Falls due"),
        "under": _("Not invested lately"),
        "overdue": _("Contact overdue"),
        "side": _("Side"),
        "branch": _("Branch"),
        "sort": _("Order"),
        "view": _("Saved view"),
    }
    return names.get(part, part)


def _marks(filters: Filters, playbook: Playbook, names: Mapping[str, str], view: str) -> tuple[Mark, ...]:
    said = {
        "q": filters.text and _("“%(text)s”") % {"text": filters.text},
        "tier": filters.tier and labels.label("tier", filters.tier),
        "segment": filters.segment and segment_name(playbook, filters.segment),
        "lifecycle": filters.lifecycle and labels.label("lifecycle", filters.lifecycle),
        "category": filters.category and labels.label("category", filters.category),
        "tag": filters.tag and f"#{filters.tag}",
        "due": filters.due
        and ngettext("due within %(n)s day", "due within %(n)s days", filters.due) % {"n": filters.due},
        "under": filters.under and _part("under"),
        "overdue": filters.overdue and _part("overdue"),
        "side": filters.side and labels.label("side", filters.side),
        "branch": filters.branch and names.get(filters.branch, filters.branch),
    }
    return tuple(
        Mark(label=str(label), address=reading.address(filters, view=view, without=part))
        for part, label in said.items()
        if label
    )
