"""One page of the list of customers, complete before it is rendered."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from tilth.access import scopes
from tilth.data.models import Generation, SavedView, User
from tilth.domain.customers import owners
from tilth.domain.customers.filters import DUE_WITHIN, Filters
from tilth.domain.customers.found import Found, Row
from tilth.domain.customers.worked import Worked
from tilth.domain.points import moves
from tilth.domain.points.moves import Move
from tilth.domain.saved_views.queries import Views
from tilth.domain.staff.owners import Owners
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import CATEGORIES, LIFECYCLES, TIERS
from tilth.web import figures, labels, segment_words
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.listing import columns, reading
from tilth.web.listing.reading import Asked, Branch
from tilth.web.reasons.chips import money
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
class Whose:
    """Whose customers the reader may choose from."""

    staff_id: str
    """The reader's own number; empty for who never has a book."""
    names: Mapping[str, str]
    managers: tuple[str, ...]
    """Staff numbers that can be chosen, by name."""
    covered: tuple[str, ...]
    leads: bool
    """Whether customers without a manager are in sight."""

    @classmethod
    def of(cls, actor: User, generation: Generation, found: Owners) -> "Whose":
        """Return what the reader may choose from."""
        scope = scopes.of(actor, generation)
        return cls(
            staff_id=scope.staff_id if scope.kind == "own" else "",
            names=found.names,
            managers=tuple(one for one in found.choices if one != scope.staff_id),
            covered=owners.covered(scope),
            leads=bool(scope.branches),
        )

    @property
    def several(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.managers or self.leads)

    def mine(self, owner: str) -> bool:
        """Say whether a manager's staff number is the reader's own; nobody's is not."""
        return bool(owner) and owner == self.staff_id

    def person(self, owner: str) -> str:
        """Return a manager as the reader knows them: me, a name, else the number."""
        return _("me") if self.mine(owner) else self.names.get(owner, owner)

    def words(self, owner: str) -> str:
        """Return a filter's value in words."""
        return _OWNERS[owner]() if owner in _OWNERS else self.names.get(owner, owner)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return what can be chosen: words first, then people by name."""
        found = [owners.OWN] if self.staff_id else []
        found += [owners.COVERED] if self.covered else []
        found += [owners.UNASSIGNED] if self.leads else []
        return tuple((code, self.words(code)) for code in (*found, *self.managers))


_OWNERS: dict[str, Callable[[], str]] = {
    owners.OWN: lambda: _("My customers"),
    owners.COVERED: lambda: _("Covered"),
    owners.UNASSIGNED: lambda: _("Without a manager"),
    owners.ELSEWHERE: lambda: _("Kept by another branch"),
    owners.LEFT: lambda: _("Manager has left"),
}


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
    whose: Whose
    searches: bool
    """Whether the role may look for a text."""
    tiers: tuple[str, ...] = TIERS
    lifecycles: tuple[str, ...] = LIFECYCLES
    categories: tuple[str, ...] = CATEGORIES
    due: tuple[int, ...] = DUE_WITHIN

    @property
    def states(self) -> dict[str, str]:
        """Which customers besides the open ones can be asked for."""
        return states()

    @property
    def lists(self) -> dict[str, str]:
        """Which names of tonight's lists can be asked for."""
        return lists()

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


def states() -> dict[str, str]:
    """Return the words for which customers besides the open ones are shown."""
    return {"closed": _("Closed ones only"), "all": _("Open and closed")}


def lists() -> dict[str, str]:
    """Return the words for names of tonight's lists."""
    return {
        "all": _("On today's list"),
        "open": _("On today's list, no result yet"),
        "done": _("On today's list, with a result"),
        "answered": _("On today's list, answered"),
        "effective": _("On today's list, spoken with"),
    }


def weeks() -> dict[str, str]:
    """Return the words for names of the week."""
    return {
        "all": _("Names of the week"),
        "open": _("Names of the week still to be reached"),
        "dialled": _("Names of the week dialled"),
        "connected": _("Names of the week reached"),
    }


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
    whose: Whose,
    searches: bool,
    today: dt.date,
) -> Listing:
    """Return the page of a search."""
    filters, number = asked.filters, str(view.pk) if view else ""
    names = {code: branch.name for code, branch in branches.items()}
    usual = columns.USUAL if not whose.several else (*columns.USUAL, "owner")
    shown = columns.chosen((view.columns if view else ()) or views.columns, usual=usual)
    asks = ((columns.CALLS, filters.worked), (columns.DUE_AMOUNT, filters.due))
    told = (*(column for column, wanted in asks if wanted), *shown)
    return Listing(
        lines=tuple(_line(row, playbook, names, whose) for row in found.rows),
        filters=filters,
        found=found,
        query=reading.address(filters, view=number),
        marks=_marks(filters, playbook, names, whose, view=number, today=today),
        ignored=tuple(_part(part) for part in asked.ignored),
        heads=tuple(_head(column, filters, number) for column in told),
        choices=columns.choices(shown),
        views=tuple(_view(one, one is view) for one in views.named),
        view=view,
        changed=view is not None and reading.kept(filters) != view.filters,
        sorts=sorts(),
        segments=segments(playbook),
        branches=tuple(branches.values()) if len(branches) > 1 else (),
        whose=whose,
        searches=searches,
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
        "below": _("Assets"),
        "overdue": _("Contact overdue"),
        "side": _("Side"),
        "owner": _("Manager"),
        "state": _("Open or closed"),
        "listed": _("Today's list"),
        "week": _("Week's list"),
        "never": _("Never contacted"),
        "numberless": _("Number missing or wrong"),
        "moved": _("Moved between tiers"),
        "worked": _("Somebody's work"),
        "branch": _("Branch"),
        "sort": _("Order"),
        "view": _("Saved view"),
    }
    return names.get(part, part)


def _period(since: dt.date, until: dt.date, today: dt.date) -> str:
    first, last = (days.plain(day, today=today, language=language()) for day in (since, until))
    return first if since == until else f"{first} – {last}"


def _moved(move: Move, today: dt.date) -> str:
    """Say a move between tiers in words."""
    if move.ends is None:
        said = _("Rose a tier") if move.what == moves.UP else _("Fell a tier")
    else:
        before, after = move.ends
        said = _("{before} → {after}").format(
            before=_p("tier", "New") if before == moves.NONE else labels.label("tier", before),
            after=_p("tier", "Closed") if after == moves.NONE else labels.label("tier", after),
        )
    return f"{said} · {_period(move.from_date, move.to_date, today)}"


def _worked(work: Worked, names: Mapping[str, str], whose: Whose, today: dt.date) -> str:
    """Say in words what was done, by whom and when."""
    who = names.get(work.branch, work.branch) if work.branch else whose.person(work.by)
    part = f" · {labels.label('part', work.part)}" if work.part else ""
    return f"{figures.label(f'work_{work.what}')}{part} · {who} · {_period(work.since, work.until, today)}"


def _marks(  # noqa: PLR0913 - all that the words of a filter are made of
    filters: Filters,
    playbook: Playbook,
    names: Mapping[str, str],
    whose: Whose,
    *,
    view: str,
    today: dt.date,
) -> tuple[Mark, ...]:
    said = {
        "q": filters.text and _("“%(text)s”") % {"text": filters.text},
        "owner": filters.owner and whose.words(filters.owner),
        "tier": filters.tier and labels.label("tier", filters.tier),
        "segment": filters.segment and segment_name(playbook, filters.segment),
        "lifecycle": filters.lifecycle and labels.label("lifecycle", filters.lifecycle),
        "category": filters.category and labels.label("category", filters.category),
        "tag": filters.tag and f"#{filters.tag}",
        "due": filters.due
        and ngettext("due within %(n)s day", "due within %(n)s days", filters.due) % {"n": filters.due},
        "below": filters.below and _("assets below {amount}").format(amount=money(filters.below)),
        "under": filters.under and _part("under"),
        "overdue": filters.overdue and _part("overdue"),
        "never": filters.never and _part("never"),
        "numberless": filters.numberless and _part("numberless"),
        "state": filters.state and states()[filters.state],
        "listed": filters.listed and lists()[filters.listed],
        "week": filters.week and weeks()[filters.week],
        "moved": filters.moved and _moved(filters.moved, today),
        "worked": filters.worked and _worked(filters.worked, names, whose, today),
        "side": filters.side and labels.label("side", filters.side),
        "branch": filters.branch and names.get(filters.branch, filters.branch),
    }
    return tuple(
        Mark(label=str(label), address=reading.address(filters, view=view, without=part))
        for part, label in said.items()
        if label
    )
