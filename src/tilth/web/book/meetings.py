"""How often a talk becomes an appointment and who came, by manager, by side and by purpose (B1)."""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from tilth.domain.appointments.queries import Rate, Rates
from tilth.domain.customers import worked
from tilth.policy.vocabulary import PURPOSES
from tilth.web import figures, labels
from tilth.web.format import amounts

DAYS = 30
"""The days that the rate looks back, today among them."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """Appointments of a manager, of all, or of a part of the work, each number a link to its customers."""

    name: str
    talks: figures.Number
    made: figures.Number
    rate: str
    came: figures.Number
    missed: figures.Number
    kept: str
    link: str = ""
    """Where the manager's own parts stand."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows that split the same work: by side, by new and existing, by purpose."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card: a row a person, all together where there are several, and the parts of the work of all."""

    rows: tuple[Row, ...]
    sum: Row | None
    groups: tuple[Group, ...] = ()
    """Empty where the managers are too many to count at once."""
    days: int = DAYS

    @property
    def empty(self) -> bool:
        """Whether nobody at all spoke with a customer or waited for one."""
        return bool(self.groups) and not any(map(_told, (*self.rows, *((self.sum,) if self.sum else ()))))


def since(today: dt.date) -> dt.date:
    """Return the first day that is looked at."""
    return today - dt.timedelta(days=DAYS - 1)


def page(  # noqa: PLR0913 - the parts of one card, told in keywords
    people: Sequence[tuple[str, str]],
    rates: Rates,
    *,
    today: dt.date,
    opens: bool,
    branch: str = "",
    whole: bool = True,
) -> Page:
    """Return the card of some people by number and name.

    `branch`: theirs, where it is the managers of one; `whole`: the rates are of all of them, not of a page.
    """
    work = functools.partial(figures.Work, since=since(today), until=today, opens=opens)
    rows = tuple(
        _row(name, work(by=staff), rates.people.get(staff, Rate()), link=_link(branch, staff))
        for staff, name in people
    )
    if not whole:
        return Page(rows=rows, sum=None)
    every = sum(rates.people.values(), Rate())
    by = work(by=worked.of_branch(branch) if branch else people[0][0])
    several = branch and len(people) > 1
    return Page(
        rows=rows,
        sum=_row(_p("sum", "All"), by, every) if several else None,
        groups=_groups(rates.parts, by),
    )


def _link(branch: str, staff: str) -> str:
    """Return the address of one manager's parts; nothing in one's own book, where they stand already."""
    return f"{reverse('branch_meetings')}?{urlencode({'branch': branch, 'manager': staff})}" if branch else ""


def _groups(parts: Mapping[str, Rate], work: figures.Work) -> tuple[Group, ...]:
    """Return the parts: both sides, new and existing always; of the purposes those that occurred."""

    def rows(codes: Iterable[str]) -> tuple[Row, ...]:
        return tuple(
            _row(labels.label("part", code), work, parts.get(code, Rate()), part=code) for code in codes
        )

    purposes = (code for code in (*PURPOSES, worked.PLANNED) if code in parts)
    return (
        Group(title=_("By side"), rows=rows(worked.SIDES)),
        Group(title=_("New and existing customers"), rows=rows(worked.AGES)),
        Group(title=_("By what the contact was for"), rows=rows(purposes)),
    )


def _told(row: Row) -> bool:
    return bool(row.talks.value or row.came.value or row.missed.value)


def _row(name: str, work: figures.Work, rate: Rate, *, part: str = "", link: str = "") -> Row:
    return Row(
        name=name,
        link=link,
        talks=work.number("contacts", rate.talks, part=part),
        made=work.number("appointed", rate.made, part=part),
        rate=_("no talk") if rate.rate is None else amounts.share(rate.rate, places=0),
        came=work.number("came", rate.came, part=part),
        missed=work.number("missed", rate.missed, part=part),
        kept=amounts.DASH if rate.kept is None else amounts.share(rate.kept, places=0),
    )
