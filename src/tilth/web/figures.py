"""Figures as pages write them: a number with its words and the address of the rows behind it."""

import datetime as dt
import functools
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from markupsafe import escape

from tilth.domain.customers.worked import Worked
from tilth.policy.figure import BY_NUMBER, BY_PERSON, Of, Unit
from tilth.policy.figures import BY_CODE
from tilth.web import addresses
from tilth.web.format import amounts
from tilth.web.format.languages import chinese, language


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose customers a figure is about."""

    of: Of
    owner: str = ""
    branch: str = ""
    opens: bool = True
    """Whether the reader may list them: who sees the whole bank must name somebody (C-23)."""

    def asked(self) -> dict[str, str]:
        """Return what of it stands in the address of a list."""
        found = {"owner": self.owner} if self.owner else {}
        return {**found, "branch": self.branch} if self.branch else found


OWN = Whose(of=Of.OWN, owner="own")
"""The reader's own book."""


def of_branch(code: str, *, opens: bool = True) -> Whose:
    """Return a branch with all below it."""
    return Whose(of=Of.BRANCH, branch=code, opens=opens)


def of_manager(staff_id: str, branch: str = "", *, opens: bool = True) -> Whose:
    """Return one manager's customers, of a branch where one is given."""
    return Whose(of=Of.MANAGER, owner=staff_id, branch=branch, opens=opens)


# A board has hundreds of figures, and the same person sees the same links all day.
@functools.lru_cache(maxsize=8192)
def link(code: str, whose: Whose, **own: str) -> str:
    """Return the address of the rows behind a figure; `own` are the values that it names in braces."""
    figure = BY_CODE[code]
    if not figure.page or not whose.opens or whose.of not in figure.of:
        return ""
    given = whose.asked()
    for part, value in figure.query.items():
        given[part] = value.format(**own) if own else value
    address = addresses.of(figure.page)
    return f"{address}?{urlencode(given)}" if given else address


def events(part: str) -> str:
    """Return the address of the list of events that an address part narrows."""
    return f"{addresses.of('events')}{part if part != '?' else ''}"


def label(code: str) -> str:
    """Return a figure's name in the reader's language."""
    figure = BY_CODE[code]
    return figure.label_zh if chinese() else figure.label_en


def about(code: str) -> str:
    """Return what a figure counts in the reader's language."""
    figure = BY_CODE[code]
    told = figure.about_zh if chinese() else figure.about_en
    return f"{told} · {counts(code)}" if counts(code) else told


def counts(code: str, *, people: bool = False) -> str:
    """Return whether a number of customers counts customer numbers or `people`; empty for other figures."""
    told = BY_PERSON if people else BY_NUMBER
    return told.told(language()) if BY_CODE[code].unit is Unit.CUSTOMERS else ""


@dataclass(frozen=True, kw_only=True)
class Number:
    """One figure on a page: its value, its text, and where its rows are, else what it was made of."""

    code: str
    value: int | Decimal
    text: str
    link: str = ""
    parts: str = ""
    """What of the same page it is made of."""
    people: bool = False
    """Whether it counts people, as the lists do; else customer numbers."""

    def __html__(self) -> SafeString:
        """Write the number as a link to its rows, else with what it counts."""
        head = f'data-figure="{self.code}" data-value="{self.value}"'
        text = escape(self.text)
        if self.link:
            sums = BY_CODE[self.code].sums
            more = format_html(' data-sums="{}" title="{}"', sums, about(self.code)) if sums else ""
            counted = counts(self.code, people=self.people)
            if not sums and counted:
                more = format_html(' title="{}"', counted)
            return SafeString(f'<a {head}{more} href="{escape(self.link)}">{text}</a>')
        more = format_html(' data-parts="{}"', self.parts) if self.parts else ""
        return SafeString(f'<span {head}{more} title="{escape(about(self.code))}">{text}</span>')

    def __str__(self) -> str:
        return self.__html__()


def number(code: str, value: int, whose: Whose, *, text: str = "", **own: str) -> Number:
    """Return a figure with the link to its rows; `text` is what stands for the plain number."""
    return Number(code=code, value=value, text=text or amounts.count(value), link=link(code, whose, **own))


def of_people(code: str, value: int, whose: Whose, **own: str) -> Number:
    """Return a figure that counts as the list behind it does: numbers that are one person once."""
    return replace(number(code, value, whose, **own), people=True)


def amount(code: str, value: Decimal, whose: Whose, *, text: str, **own: str) -> Number:
    """Return a sum of money, written as `text`, with the link to the rows that it sums."""
    return Number(code=code, value=value, text=text, link=link(code, whose, **own))


def made(code: str, value: int | Decimal, *, text: str, **own: str) -> Number:
    """Return a figure that is made of parts of the same page; each part is written as `part` does."""
    return Number(code=code, value=value, text=text, parts=BY_CODE[code].parts.format(**own))


def part(name: str, amount: int | Decimal) -> SafeString:
    """Return what marks an element as one part of a figure of the same page."""
    return format_html(' data-part="{}" data-amount="{}"', name, amount)


@dataclass(frozen=True, kw_only=True)
class Work:
    """Whose work in which days a figure is about, both days included."""

    by: str
    """A staff number, or all managers of a branch as `worked.of_branch` names them."""
    since: dt.date
    until: dt.date
    opens: bool = True

    def on(self, day: dt.date) -> "Work":
        """Return one of its days."""
        return replace(self, since=day, until=day)

    def number(self, what: str, value: int, *, text: str = "", part: str = "") -> Number:
        """Return a figure of the work, of a part of it where one is given, with the link to the customers."""
        whose = Whose(of=Of.OWN, opens=self.opens)
        code = f"work_{what}_part" if part else f"work_{what}"
        return number(code, value, whose, text=text, worked=self.asked(what, part=part))

    def asked(self, what: str, *, part: str = "") -> str:
        """Return the work as an address asks for it."""
        return str(Worked(what=what, since=self.since, until=self.until, by=self.by, part=part))
