"""What goes next and which holds stand, as the page shows it."""

from dataclasses import dataclass

from tilth.data.models import Hold
from tilth.domain.retention.planned import Counted, Planned
from tilth.policy.subjects.hold import CAUSES
from tilth.web.format.languages import language
from tilth.web.retention import words
from tilth.web.retention.forms import HoldForm


@dataclass(frozen=True, kw_only=True)
class Line:
    """One table in the last count."""

    counted: Counted
    name: str
    months: int
    begins: str


@dataclass(frozen=True, kw_only=True)
class Held:
    """One hold that stands."""

    hold: Hold
    cause: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of retention."""

    planned: Planned | None
    lines: tuple[Line, ...]
    """Those of which something goes, went or waits first."""
    going: int
    holds: tuple[Held, ...]
    standing: int
    """How many holds stand, shown or not."""
    form: HoldForm | None
    """None: before the first night nobody can be found."""


def page(planned: Planned | None, holds: tuple[Hold, ...], standing: int, form: HoldForm | None) -> Page:
    """Return the page."""
    lines = tuple(_line(one) for one in planned.lines) if planned else ()
    return Page(
        planned=planned,
        lines=tuple(sorted(lines, key=_order)),
        going=sum(one.counted.going - one.counted.gone for one in lines),
        holds=tuple(_held(one) for one in holds),
        standing=standing,
        form=form,
    )


def _order(line: Line) -> tuple[bool, bool, str]:
    moves = line.counted.going or line.counted.held or line.counted.waiting
    return not moves, line.counted.next_on is None, line.name


def _line(one: Counted) -> Line:
    months, begins = words.rule(one.rule)
    return Line(counted=one, name=words.table(one.table), months=months, begins=begins)


def _held(hold: Hold) -> Held:
    cause = CAUSES[hold.cause].told(language()) if hold.cause in CAUSES else hold.cause
    return Held(hold=hold, cause=cause, by=getattr(hold, "by", ""))
