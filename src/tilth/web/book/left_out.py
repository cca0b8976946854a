"""Why not: who is not on tonight's list, by cause, each number a link to its customers."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.book import left_out
from tilth.domain.book.left_out import Parted
from tilth.policy.permissions import Action, Thing
from tilth.web import figures, labels, shell
from tilth.web.book import chosen
from tilth.web.book.chosen import Among


@dataclass(frozen=True, kw_only=True)
class Row:
    """One cause, or being listed."""

    label: str
    customers: figures.Number
    lifts_on: dt.date | None
    width: int
    """Its part of all, in per cent."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card."""

    rows: tuple[Row, ...]
    sum: figures.Number | None
    state: str
    """Empty, or why there is nothing to tell: no_night, too_many, nobody."""


@require_safe
@requires((Thing.BOOK, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def book_left_out(request: HttpRequest) -> HttpResponse:
    """Show why the manager's other customers are not on tonight's list."""
    frame = shell.of(request, "book")
    return _answer(request, frame, chosen.own(frame))


@require_safe
@requires((Thing.BRANCH_TOTAL, Action.LIST), (Thing.BRANCH_TOTAL, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def branch_left_out(request: HttpRequest) -> HttpResponse:
    """Show why the customers of a branch are not on a list of tonight."""
    frame = shell.of(request, "branch")
    return _answer(request, frame, chosen.of_branch(request, frame))


def _answer(request: HttpRequest, frame: shell.Shell, among: Among) -> HttpResponse:
    if among.state or frame.generation is None:
        shown = _empty(among.state)
    else:
        found = left_out.parted(
            frame.actor, frame.generation, staff_id=among.staff_id, branches=among.branches
        )
        shown = page(found, among.whose)
    template = "book/left_out.html#left_out" if shell.asks_part(request) else "book/left_out.html"
    return shell.page(request, template, shell=frame, page=shown)


def page(found: Parted, whose: figures.Whose) -> Page:
    """Return the card of a book or a branch."""
    all_ = found.customers
    if not all_:
        return _empty("nobody")
    listed = figures.of_people("listed", found.listed, whose)
    rows = [
        Row(label=_("On tonight's list"), customers=listed, lifts_on=None, width=_part(found.listed, all_))
    ]
    for one in found.left_out:
        number = figures.of_people("left_out", one.customers, whose, cause=one.cause)
        rows.append(
            Row(
                label=labels.label("cause", one.cause),
                customers=number,
                lifts_on=one.lifts_on,
                width=_part(one.customers, all_),
            )
        )
    if found.unassigned:
        number = figures.of_people("unassigned_all", found.unassigned, whose)
        nobody = _("No manager: nobody makes a list.")
        rows.append(Row(label=nobody, customers=number, lifts_on=None, width=_part(found.unassigned, all_)))
    return Page(rows=tuple(rows), sum=figures.of_people("all_customers", all_, whose), state="")


def _part(number: int, whole: int) -> int:
    return round(100 * number / whole)


def _empty(state: str) -> Page:
    return Page(rows=(), sum=None, state=state)
