"""What care a book asks for, beside the places of its lists, and three ways out to be tried."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import Generation, User
from tilth.domain import bank
from tilth.domain.book import care_load, care_owed, queries, targets
from tilth.domain.book.care_owed import Account
from tilth.policy import care_load as loads
from tilth.policy.care_load import Segment, Ways
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook import Playbook
from tilth.web import fields, figures, shell
from tilth.web.book import chosen
from tilth.web.book.chosen import Among
from tilth.web.book.panels import portion
from tilth.web.format import amounts
from tilth.web.segment_words import segment_name

LONGER = (0, 25, 50, 100)
"""By so many per cent intervals may be tried longer."""
MOST = 10_000
_NUMBER = dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Write 0 to 10,000."))


class WaysForm(forms.Form):
    """What is tried out; whatever is not understood is said beside its field and changes nothing."""

    segment = fields.Text(required=False, max_length=60)
    longer = fields.Choice(required=False, choices=[(str(each), str(each)) for each in LONGER])
    handed = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST,
        label=gettext_lazy("Customers handed over"),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Write 0 to 10,000.")
        ),
    )
    guests = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST,
        label=gettext_lazy("Guests of one group event a month"),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Write 0 to 10,000.")
        ),
    )

    def ways(self) -> Ways:
        """Return what was asked for, what is wrong left out."""
        self.is_valid()
        told = self.cleaned_data
        return Ways(
            segment=told.get("segment") or "",
            longer=int(told.get("longer") or 0),
            handed=told.get("handed") or 0,
            guests=told.get("guests") or 0,
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    """One segment."""

    code: str
    name: str
    customers: figures.Number | str
    interval: str
    weekly: str
    overdue: str
    width: float


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One line of the account of care."""

    code: str
    contacts: int
    customers: figures.Number


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card; `places` is what the lists of a week have names for."""

    rows: tuple[Row, ...]
    weekly: int
    places: int
    tried: int | None
    """What is left after the ways that are tried out; None where none is."""
    form: WaysForm
    ways: Ways
    address: str
    branch: str
    longer: tuple[int, ...] = LONGER
    since: dt.date | None = None
    owed: tuple[Owed, ...] = ()
    """What fell due since then and what became of it; none without an account."""
    state: str = ""
    """Empty, or why there is nothing to tell: no_night, too_many, nobody."""

    @property
    def short(self) -> bool:
        """Whether the book asks for more than there are places."""
        return self.weekly > self.places


@require_safe
@requires((Thing.BOOK, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def book_care_load(request: HttpRequest) -> HttpResponse:
    """Show what care the manager's customers ask for."""
    frame = shell.of(request, "book")
    return _answer(request, frame, chosen.own(frame))


@require_safe
@requires((Thing.BRANCH_TOTAL, Action.LIST), (Thing.BRANCH_TOTAL, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def branch_care_load(request: HttpRequest) -> HttpResponse:
    """Show what care the customers of a branch ask for, beside the lists of its managers."""
    frame = shell.of(request, "branch")
    return _answer(request, frame, chosen.of_branch(request, frame))


def _answer(request: HttpRequest, frame: shell.Shell, among: Among) -> HttpResponse:
    if among.state or frame.generation is None:
        page = _empty(request, among.state)
    else:
        page = _page(request, frame.actor, frame.generation, among, today=frame.today)
    template = "book/care_load.html#care_load" if shell.asks_part(request) else "book/care_load.html"
    return shell.page(request, template, shell=frame, page=page)


def _page(request: HttpRequest, actor: User, generation: Generation, among: Among, *, today: dt.date) -> Page:
    found = care_load.by_segment(actor, generation, staff_id=among.staff_id, branches=among.branches)
    if not found:
        return _empty(request, "nobody")
    playbook = bank.playbook_of(generation.business_date)
    account = care_owed.account(actor, generation, staff_id=among.staff_id, branches=among.branches)
    form = WaysForm(request.GET or None)
    ways = form.ways() if form.is_bound else Ways()
    week = targets.target(listed=0, reach=targets.Reach(), size=playbook.call_list.size, today=today)
    return Page(
        rows=tuple(_row(one, playbook, among.whose, most=float(found[0].weekly)) for one in found),
        weekly=loads.whole(loads.weekly(found)),
        places=week.asked_week * _managers(actor, generation, among),
        tried=loads.whole(loads.tried(found, ways)) if ways.longer or ways.handed or ways.guests else None,
        form=form,
        ways=ways,
        address=request.path,
        branch=among.branch.branch_id if among.branch else "",
        since=account.since if account else None,
        owed=_owed(account, among.whose),
    )


def _owed(account: Account | None, whose: figures.Whose) -> tuple[Owed, ...]:
    """Return the lines; a number of customers counts as the list behind it does."""
    return tuple(
        Owed(
            code=one.code,
            contacts=one.contacts,
            customers=figures.of_people("care", one.customers, whose, owed=one.code),
        )
        for one in (account.lines if account else ())
    )


def _managers(actor: User, generation: Generation, among: Among) -> int:
    """Return how many lists there are: one's own, or those of all managers of the branch."""
    if among.branch is None:
        return 1
    return len(queries.everybody(actor, generation, among.branch, most=queries.MOST_READ))


def _row(one: Segment, playbook: Playbook, whose: figures.Whose, *, most: float) -> Row:
    named = segment_name(playbook, one.code or None)
    number = figures.number("segment", one.customers, whose, segment=one.code) if named else None
    return Row(
        code=one.code,
        name=named or _("In no segment"),
        customers=number or amounts.count(one.customers),
        interval=_interval(one),
        weekly=f"{one.weekly:.1f}",
        overdue=amounts.count(one.overdue),
        width=portion(float(one.weekly), most),
    )


def _interval(one: Segment) -> str:
    if one.shortest is None:
        return amounts.DASH
    if one.shortest == one.longest:
        return _("{n} days").format(n=one.shortest)
    return _("{first} to {last} days").format(first=one.shortest, last=one.longest)


def _empty(request: HttpRequest, state: str) -> Page:
    return Page(
        rows=(),
        weekly=0,
        places=0,
        tried=None,
        form=WaysForm(),
        ways=Ways(),
        address=request.path,
        branch="",
        state=state,
    )
