"""Results of the last 30 days: money won, maturities, business and care; each figure opens its records."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain.outcomes import queries
from tilth.domain.outcomes.queries import One, Period, Results, Tally
from tilth.kernel.spelling import alphabetical
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing
from tilth.policy.roles import MANAGERS
from tilth.policy.subjects.maturity import RESULTS
from tilth.policy.subjects.won_money import ANSWERS
from tilth.web import fields, labels, shell
from tilth.web.listing import heads
from tilth.web.listing.heads import Key

DAYS = 30
FIGURES = (*ANSWERS, *RESULTS)
"""Figures that open their records."""


def _number(figure: str) -> Key[Results]:
    return Key(of=lambda one: one.of(figure).number, down=True)


KEYS: dict[str, Key[Results]] = {
    "manager": Key(of=lambda one: (alphabetical(one.name), one.staff_id)),
    **{figure: _number(figure) for figure in FIGURES},
    "business": _number(next(iter(codes.NATURES))),
}
"""What orders the people: name, the number of each figure, and how much of their work was business."""


BEHIND: dict[str, Key[One]] = {
    "customer": Key(of=lambda one: (one.spelt, one.customer_id)),
    "day": Key(of=lambda one: one.day, down=True),
    "money": Key(of=lambda one: one.money, down=True),
    "new_money": Key(of=lambda one: one.new_money, down=True),
    "bank": Key(of=lambda one: alphabetical(labels.label("bank", one.bank)) if one.bank else None),
    "purpose": Key(
        of=lambda one: alphabetical(labels.label("purpose", one.purpose)) if one.purpose else None
    ),
    "by": Key(of=lambda one: alphabetical(one.by)),
}
"""What orders the records of a figure, where all of them are shown."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A row a person, the sum of all, and the records of the figure that was opened."""

    rows: tuple[Results, ...]
    sum: Results
    days: int
    figure: str
    heading: str
    behind: tuple[One, ...]
    manager: str

    @property
    def number(self) -> int:
        """How many records are behind the figure that was opened; the newest of them are shown."""
        mine = [one for one in self.rows if not self.manager or one.staff_id == self.manager]
        return sum(one.of(self.figure).number for one in mine)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures with records, in their order."""
        return FIGURES

    def share(self, one: Results) -> str:
        """Return business to care of one row as two numbers."""
        return " : ".join(str(one.of(nature).number) for nature in codes.NATURES)


@require_safe
@requires((Thing.WON_MONEY, Action.LIST), (Thing.MATURITY, Action.LIST), (Thing.CONTACT, Action.LIST))
def results(request: HttpRequest) -> HttpResponse:
    """Show what talks brought, a row a manager; with a figure named, the records behind it."""
    frame = shell.of(request, "book")
    if frame.generation is None:
        return shell.page(request, "outcomes/index.html", shell=frame, page=None)
    figure, manager = (fields.text_of(request.GET, name) for name in ("figure", "manager"))
    if figure and figure not in FIGURES:
        raise Http404
    since = frame.today - dt.timedelta(days=DAYS - 1)
    everybody = Period(since=since, until=frame.today, staff_id=_own(frame))
    rows = queries.counted(frame.actor, frame.generation, everybody)
    some = Period(since=since, until=frame.today, staff_id=_own(frame) or manager)
    behind = queries.behind(frame.actor, frame.generation, some, figure) if figure else ()
    if behind:
        shown = [one.customer_id for one in behind]
        audit.note(Event.LIST, customers=shown, subject_type="customer", detail={"channel": "page"})
    sort, then = (fields.text_of(request.GET, name) for name in ("sort", "then"))
    asked = {"figure": figure, "manager": manager}
    rows, orders = heads.stood(rows, KEYS, sort, address=heads.beside(**asked, then=then))
    page = Page(
        rows=rows,
        sum=_sum(rows),
        days=DAYS,
        figure=figure,
        heading=_word(figure),
        behind=behind,
        manager=manager,
    )
    at = heads.beside("then", **asked, sort=sort)
    behind, under = heads.stood(behind, BEHIND, then, address=at, whole=page.number == len(behind))
    page = replace(page, behind=behind)
    return shell.page(request, "outcomes/index.html", shell=frame, page=page, heads=orders, under=under)


def _own(frame: shell.Shell) -> str:
    """Return the manager's own number: a book is about the own work; empty for who leads."""
    return (frame.actor.staff_id or "") if frame.actor.role in MANAGERS else ""


def _word(figure: str) -> str:
    if not figure:
        return ""
    return labels.label("won" if figure in ANSWERS else "maturity", figure)


def _sum(rows: tuple[Results, ...]) -> Results:
    whole = Results(staff_id="")
    for figure in (*FIGURES, *codes.NATURES):
        found = [one.of(figure) for one in rows]
        whole.sums[figure] = Tally(
            number=sum(one.number for one in found),
            money=sum((one.money for one in found), Decimal(0)),
            new_money=sum((one.new_money for one in found), Decimal(0)),
        )
    return whole
