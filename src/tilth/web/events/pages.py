"""One page of events, complete before it is rendered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from tilth.domain.events import order, standing
from tilth.domain.events.filters import DONE, EARLIER, TONIGHT, Filters
from tilth.domain.events.queries import Found, Row
from tilth.domain.ordered import TURN
from tilth.domain.staff.branches import InSight
from tilth.policy.playbook import Playbook
from tilth.web import figures, labels
from tilth.web.events import reading
from tilth.web.format import amounts
from tilth.web.listing import heads
from tilth.web.listing.heads import Order
from tilth.web.listing.words import Whose
from tilth.web.reasons.chips import Chip, chip
from tilth.web.reasons.purposes import urgent


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event of the page."""

    row: Row
    chip: Chip | None
    owner: str
    own: bool
    covered: bool
    branch: str
    reason: str
    """Why it was closed, in words."""
    why: str
    """Why the customer is on no list tonight; empty for who is on one."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of events, how many there are, and whether it is the one shown."""

    label: str
    count: str
    number: figures.Number
    current: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """The events of a book or a branch with the filters that led to them."""

    lines: tuple[Line, ...]
    found: Found
    filters: Filters
    kinds: tuple[Kind, ...]
    query: str
    """The filters as an address part, ending in & when not empty."""
    here: str
    """The address of this very page, without its place."""
    whose: Whose
    branches: tuple[InSight, ...]
    several: bool
    """Whether more than one manager's customers may be here."""
    narrowed: bool
    """Whether a filter is in force."""

    @property
    def states(self) -> dict[str, str]:
        """Which events can be asked for besides all open ones."""
        return {
            TONIGHT: _("Of tonight"),
            EARLIER: _("Still open from before"),
            DONE: _("Acted on or closed"),
        }

    @property
    def other_owner(self) -> str:
        """The owner asked for in words, where it is none of the choices; else empty."""
        owner = self.filters.owner
        return "" if not owner or owner in dict(self.whose.choices()) else self.whose.words(owner)

    @property
    def lists(self) -> dict[str, str]:
        """Whether the customer is on a list tonight."""
        return {"yes": _("On today's list"), "no": _("Not on today's list")}

    @property
    def sorts(self) -> dict[str, str]:
        """The orders."""
        names = {
            order.AMOUNT: _("Most money first"),
            order.DUE: _("Earliest day first"),
            f"{TURN}{order.AMOUNT}": _("Least money first"),
            f"{TURN}{order.DUE}": _("Latest day first"),
        }
        columns = {
            "customer": _("Customer"),
            "kind": _("What happened"),
            "since": _p("event", "Since"),
            "listed": _("Today's list"),
            "owner": _("Manager"),
        }
        for code, column in columns.items():
            names[code] = _("By: {column}").format(column=column)
            names[f"{TURN}{code}"] = _("{order}, reversed").format(order=names[code])
        usual = (order.AMOUNT, order.DUE, self.filters.sort or order.AMOUNT)
        return {code: names[code] for code in dict.fromkeys(usual)}

    @property
    def heads(self) -> dict[str, Order]:
        """The heads of the columns that order."""
        now = self.filters.sort or order.AMOUNT

        def address(sort: str) -> str:
            return reading.address(self.filters, sort=sort)

        return {
            code: heads.order(code, now=now, down=code == order.AMOUNT, address=address)
            for code in (order.AMOUNT, order.DUE, *standing.SORTS)
        }


def page(  # noqa: PLR0913 - the parts of one page, told in keywords
    found: Found,
    filters: Filters,
    *,
    playbook: Playbook,
    whose: Whose,
    branches: Mapping[str, InSight],
    today: dt.date,
) -> Page:
    """Return the page of what was found."""
    query = reading.address(filters)
    several = whose.several or bool(whose.covered)
    return Page(
        lines=tuple(_line(row, whose, branches, today) for row in found.rows),
        found=found,
        filters=filters,
        kinds=_kinds(found, filters, playbook),
        query=f"{query}&" if query else "",
        here=query,
        whose=whose,
        branches=tuple(branches.values()) if len(branches) > 1 else (),
        several=several,
        narrowed=bool(reading.address(filters, sort="")),
    )


def _line(row: Row, whose: Whose, branches: Mapping[str, InSight], today: dt.date) -> Line:
    owner = row.rm_id or ""
    branch = branches.get(row.branch_id)
    return Line(
        row=row,
        chip=chip(row.event.kind, (row.event,), today=today),
        owner=whose.person(owner),
        own=whose.mine(owner),
        covered=owner in whose.covered,
        branch=branch.name if branch else "",
        reason=labels.label("closing", row.closed.reason) if row.closed else "",
        why="" if row.list_rank else labels.label("cause", row.excluded_cause) if row.excluded_cause else "",
    )


def _kinds(found: Found, filters: Filters, playbook: Playbook) -> tuple[Kind, ...]:
    """Return the kinds that there are, the most urgent first, after all of them together."""
    counts = found.kinds or {}
    shown = [kind for kind in urgent(counts, playbook) if counts[kind] or kind == filters.kind]
    every = _kind("", _p("filter", "All"), sum(counts.values()), filters)
    return (every, *(_kind(kind, labels.label("reason", kind), counts[kind], filters) for kind in shown))


def _kind(kind: str, label: str, number: int, filters: Filters) -> Kind:
    link = f"?{reading.address(filters, kind=kind)}"
    code = "events_of_kind" if kind else "events"
    count = amounts.count(number)
    shown = figures.Number(code=code, value=number, text=count, link=figures.events(link))
    return Kind(label=label, count=count, number=shown, current=kind == filters.kind)
