"""One pair side by side in words: what each number says, how alike they are, and what that is worth."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from tilth.data.models import Generation, PublishedCustomer
from tilth.domain.duplicates.queries import Pair
from tilth.domain.staff import queries as staff
from tilth.policy.duplicates.evidence import EVIDENCE, LEVELS
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.labels import label

_FULL = 20.0
"""So many points fill the bar of a line."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece of evidence: what both numbers say, how alike, its points, and how long its bar is."""

    words: str
    one: str
    other: str
    alike: str
    """Empty where one of them lacks it: nothing was compared."""
    points: float | None
    bar: int
    """Percent."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """Who one of the two is besides."""

    figures: PublishedCustomer
    manager: str
    branch: str


def side(figures: PublishedCustomer, generation: Generation) -> Side:
    """Return one number's manager and branch by name."""
    return Side(
        figures=figures,
        manager=staff.name(figures.rm_id, generation),
        branch=staff.branch(figures.branch_id, generation),
    )


def lines(pair: Pair, generation: Generation, today: dt.date) -> tuple[Line, ...]:
    """Return the evidence in the order of the rules, without what neither of the two has."""
    told = {code: (level, points) for code, level, points in pair.told}
    made = (_line(code, pair, told.get(code), generation, today) for code in EVIDENCE)
    return tuple(line for line in made if line.one or line.other or line.alike)


def _line(
    code: str, pair: Pair, told: tuple[str, float] | None, generation: Generation, today: dt.date
) -> Line:
    one, other = (_SAYS[code](figures, generation, today) for figures in (pair.one, pair.other))
    alike = LEVELS[code][told[0]].told(language()) if told else ""
    points = told[1] if told else None
    bar = round(min(1.0, abs(points or 0.0) / _FULL) * 100)
    return Line(
        words=EVIDENCE[code].told(language()), one=one, other=other, alike=alike, points=points, bar=bar
    )


def _birthday(figures: PublishedCustomer, _night: Generation, today: dt.date) -> str:
    return days.plain(figures.birth_date, today=today, language=language()) if figures.birth_date else ""


_SAYS: dict[str, Callable[[PublishedCustomer, Generation, dt.date], str]] = {
    "name": lambda figures, _night, _today: figures.name,
    "document": lambda figures, _night, _today: figures.id_number or "",
    "mobile": lambda figures, _night, _today: figures.mobile or "",
    "landline": lambda figures, _night, _today: figures.phone or "",
    "birthday": _birthday,
    "gender": lambda figures, _night, _today: label("gender", figures.gender) if figures.gender else "",
    "employer": lambda figures, _night, _today: figures.employer or "",
    "branch": lambda figures, night, _today: staff.branch(figures.branch_id, night),
}
