"""The page of one's own week, complete before it is drawn: planned against done by row, and the words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tilth.data.models import WeekPlan
from tilth.policy import key_actions, week_plan
from tilth.policy.week_plan import ROWS, WEEK
from tilth.web import figures
from tilth.web.figures import Number, Work
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the plan."""

    code: str
    label: str
    planned: int
    """As typed, as kept, or proposed."""
    proposed: int
    done: Number
    short: int
    """How many are missing to the plan; 0 where it is reached."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One person's week."""

    week: dt.date
    until: dt.date
    before: dt.date
    after: dt.date | None
    """The week after; None beyond the next one."""
    rows: tuple[Row, ...]
    kept: WeekPlan | None
    body: str
    review: str
    """The words in the form: as typed, as kept, or proposed from the numbers."""
    can_plan: bool
    can_review: bool
    begun: bool
    """Whether the week has begun: before, nothing can be done."""
    refused: str = ""


def page(  # noqa: PLR0913 - all that one page is made of
    *,
    week: dt.date,
    monday: dt.date,
    staff_id: str,
    kept: WeekPlan | None,
    proposed: Mapping[str, int],
    done: Mapping[str, int],
    typed: Mapping[str, int] | None = None,
    body: str | None = None,
    refused: str = "",
) -> Page:
    """Return the page of a week; `monday` is that of the running one."""
    planned = typed or (kept.numbers if kept else proposed)
    days = key_actions.span("week", week)
    sent = kept is not None and kept.sent_at is not None
    said = kept.review if kept and kept.review else week_plan.review(planned, done, language=language())
    return Page(
        week=week,
        until=days.until,
        before=week - WEEK,
        after=week + WEEK if week <= monday else None,
        rows=rows(days, staff_id, planned, proposed, done),
        kept=kept,
        body=body if body is not None else (kept.body if kept else ""),
        review=body if body is not None and sent else said,
        can_plan=not sent and week in (monday, monday + WEEK),
        can_review=sent and week in (monday, monday - WEEK),
        begun=week <= monday,
        refused=refused,
    )


def rows(
    days: key_actions.Span,
    staff_id: str,
    planned: Mapping[str, int],
    proposed: Mapping[str, int],
    done: Mapping[str, int],
) -> tuple[Row, ...]:
    """Return planned against done, each number done a link to its rows."""
    work = Work(by=staff_id, since=days.since, until=days.until)
    return tuple(
        Row(
            code=code,
            label=figures.label(f"work_{code}"),
            planned=planned[code],
            proposed=proposed[code],
            done=work.number(code, done[code]),
            short=max(0, planned[code] - done[code]),
        )
        for code in ROWS
    )
