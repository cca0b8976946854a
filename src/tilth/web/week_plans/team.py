"""The plans of a team for one week: who sent one, planned against done, and the words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tilth.data.models import WeekPlan
from tilth.domain.staff.team import Manager, Managers
from tilth.policy import key_actions
from tilth.policy.week_plan import ROWS, WEEK
from tilth.web import figures
from tilth.web.figures import Number, Work
from tilth.web.listing import heads
from tilth.web.listing.heads import Key


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager's week: what was done beside what was planned; None where no plan was sent."""

    manager: Manager
    plan: WeekPlan | None
    cells: tuple[tuple[Number, int | None], ...]


def _done(place: int) -> Key[Row]:
    return Key(of=lambda row: row.cells[place][0].value, down=True)


KEYS: dict[str, Key[Row]] = {
    "manager": heads.spelt(),
    "plan": Key(of=lambda row: row.plan and row.plan.sent_at),
    **{code: _done(place) for place, code in enumerate(ROWS)},
}
"""What orders the managers: name, when the plan was sent, what was done of each row."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A team's week."""

    week: dt.date
    until: dt.date
    before: dt.date
    after: dt.date | None
    columns: tuple[tuple[str, str], ...]
    """The codes of the rows of a plan and their words."""
    rows: tuple[Row, ...]
    sent: int
    following: str
    first: bool


def page(  # noqa: PLR0913 - all that one page is made of
    found: Managers,
    *,
    week: dt.date,
    monday: dt.date,
    sent: Mapping[str, WeekPlan],
    done: Mapping[str, Mapping[str, int]],
    first: bool,
) -> Page:
    """Return the page of some managers, those who have sent nothing among them."""
    days = key_actions.span("week", week)
    return Page(
        week=week,
        until=days.until,
        before=week - WEEK,
        after=week + WEEK if week <= monday else None,
        columns=tuple((code, figures.label(f"work_{code}")) for code in ROWS),
        rows=tuple(_row(one, sent.get(one.staff_id), done[one.staff_id], days) for one in found.items),
        sent=sum(one.staff_id in sent for one in found.items),
        following=found.following,
        first=first,
    )


def _row(manager: Manager, plan: WeekPlan | None, done: Mapping[str, int], days: key_actions.Span) -> Row:
    work = Work(by=manager.staff_id, since=days.since, until=days.until)
    cells = tuple(
        (work.number(code, done[code]), None if plan is None else plan.numbers[code]) for code in ROWS
    )
    return Row(manager=manager, plan=plan, cells=cells)
