"""How often a talk becomes an appointment and who came, of a manager or of each manager of a branch (B1)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from tilth.domain.appointments.queries import Rate
from tilth.domain.customers import worked
from tilth.web import figures
from tilth.web.format import amounts

DAYS = 30
"""The days that the rate looks back, today among them."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager's appointments, each number a link to its customers."""

    name: str
    talks: figures.Number
    made: figures.Number
    rate: str
    came: figures.Number
    missed: figures.Number
    kept: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card: a row a person, and all together where there are several."""

    rows: tuple[Row, ...]
    sum: Row | None
    days: int = DAYS

    @property
    def empty(self) -> bool:
        """Whether nobody spoke with a customer or waited for one."""
        told = (row.talks.value or row.came.value or row.missed.value for row in self.rows)
        return not any(told)


def since(today: dt.date) -> dt.date:
    """Return the first day that is looked at."""
    return today - dt.timedelta(days=DAYS - 1)


def page(
    people: Sequence[tuple[str, str]],
    rates: Mapping[str, Rate],
    *,
    today: dt.date,
    opens: bool,
    branch: str = "",
) -> Page:
    """Return the card of some people by number and name; `branch`: they are all the managers of it."""
    rows = tuple(_row(name, staff, rates.get(staff, Rate()), today, opens=opens) for staff, name in people)
    if not branch or len(rows) < 2:
        return Page(rows=rows, sum=None)
    whole = sum((rates.get(staff, Rate()) for staff, _name in people), Rate())
    return Page(rows=rows, sum=_row(_p("sum", "All"), worked.of_branch(branch), whole, today, opens=opens))


def _row(name: str, by: str, rate: Rate, today: dt.date, *, opens: bool) -> Row:
    work = figures.Work(by=by, since=since(today), until=today, opens=opens)
    return Row(
        name=name,
        talks=work.number("contacts", rate.talks),
        made=work.number("appointed", rate.made),
        rate=_("no talk") if rate.rate is None else amounts.share(rate.rate, places=0),
        came=work.number("came", rate.came),
        missed=work.number("missed", rate.missed),
        kept=amounts.DASH if rate.kept is None else amounts.share(rate.kept, places=0),
    )
