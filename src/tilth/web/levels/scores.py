"""Depth, breadth and the bond as a chart with its table, every term of each score in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.domain.levels.reading import Relationship
from tilth.policy.levels.judging import COMPARED_DAYS, Part, Scored
from tilth.web import charts
from tilth.web.charts import Chart, Series
from tilth.web.format.languages import language
from tilth.web.levels import words

DRAWN = ("depth", "breadth")
BOND = "bond"
_CUSTOMER = ("professionalism", "trust")
"""The scores of the bond that make a relationship of a customer; all of them make that of a friend."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term of a score in words."""

    label: str
    now: str
    full: str
    points: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One score as the page shows it."""

    code: str
    label: str
    value: int | None
    group: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Scores:
    """All scores of one relationship."""

    chart: Chart
    then: str
    """How the earlier shape in the chart is called; empty for a customer who came later."""
    bond: tuple[Shown, ...]
    all: tuple[Shown, ...]
    line: int
    """Above this a score of the bond counts."""
    customer: bool
    """Professionalism and trust both lie above the line (REL-08)."""
    friend: bool
    """All scores of the bond do."""
    lacking: tuple[Shown, ...]
    """The scores of the bond that do not."""
    lowest: Shown | None
    """Of depth and breadth the one that would help most; None where none is known."""


def scores(of: Relationship) -> Scores:
    """Return the scores in the playbook's order."""
    told = tuple(_shown(one) for one in of.scores)
    drawn = tuple(one for one in told if one.group in DRAWN)
    bond = tuple(one for one in told if one.group == BOND)
    line = of.rules.friend_above
    lacking = tuple(one for one in bond if one.value is None or one.value <= line)
    known = [one for one in drawn if one.value is not None]
    return Scores(
        chart=_chart(drawn, _before(of, drawn), line),
        then=_then() if of.earlier else "",
        bond=bond,
        all=told,
        line=line,
        customer=not any(one.code in _CUSTOMER for one in lacking),
        friend=not lacking,
        lacking=lacking,
        lowest=min(known, key=lambda one: one.value or 0, default=None),
    )


def number(value: int | None) -> str:
    """Return a score as it is written."""
    return _("unknown") if value is None else str(value)


def _shown(one: Scored) -> Shown:
    return Shown(
        code=one.score.code,
        label=one.score.words.told(language()),
        value=one.value,
        group=one.score.group,
        terms=tuple(_term(part) for part in one.parts),
    )


def _term(part: Part) -> Term:
    return Term(
        label=words.measure(part.term),
        now=words.value(part.term.measure, part.found.value),
        full=words.value(part.term.measure, part.term.full),
        points=_("not counted") if part.points is None else f"{part.points:.1f}",
        weight=part.term.weight,
    )


def _before(of: Relationship, drawn: tuple[Shown, ...]) -> list[int | None] | None:
    """Return what the scores were 90 days ago, in the order in which they are drawn; None for a newcomer."""
    if of.earlier is None:
        return None
    values = {one.score.code: one.value for one in of.earlier.scores}
    return [values[one.code] for one in drawn]


def _then() -> str:
    return _("{n} days ago").format(n=COMPARED_DAYS)


def _series(name: str, values: list[int | None], colour: str, *, dashed: bool = False) -> Series:
    texts = [number(one) for one in values]
    return Series(name=name, values=[one or 0 for one in values], texts=texts, colour=colour, dashed=dashed)


def _chart(drawn: tuple[Shown, ...], before: list[int | None] | None, line: int) -> Chart:
    now = [one.value for one in drawn]
    both = [(pgettext("level", "Now"), now, "c1", False)]
    both += [] if before is None else [(_then(), before, "c2", True)]
    rows = (
        *(_series(name, values, colour, dashed=dashed) for name, values, colour, dashed in both),
        _series(_("Line"), [line] * len(drawn), "grain"),
    )
    note = "" if before is None else _("Then counts what is kept of then: products and activity are not.")
    names = [f"{one.label} {number(one.value)}" for one in drawn]
    return Chart(
        id="depth-breadth",
        kind="radar",
        title=_("Depth and breadth"),
        about=_("Three scores of depth and three of breadth, each from 0 to 100."),
        data=charts.series(names, *rows, unit="count", top=100),
        head=(_("Score"), *(one.name for one in rows)),
        rows=tuple((one.label, *(row.texts[at] for row in rows)) for at, one in enumerate(drawn)),
        note=note,
    )
