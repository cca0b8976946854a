"""What people do with a path: plan a step, say what came of it, leave it out (PLAN-10, PLAN-14, JRN-05)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import PathStep
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.sentences import marked as _
from tilth.policy.levels.codes import STAGES
from tilth.policy.subjects.path_step import BRINGS, NONE, PATH_STEP
from tilth.policy.words import Words

LONGEST = dt.timedelta(days=366)


@adds(PATH_STEP, Words("Plan a step", "加一步"), leads=("open",))
def plan(  # noqa: PLR0913 - one step, told in keywords
    at: Acting,
    *,
    deed: Note,
    due_on: dt.date,
    stage: Annotated[str, OneOf(STAGES)],
    brings: Annotated[str, OneOf(BRINGS)] = NONE,
    trouble: Note = "",
    way: Note = "",
) -> PathStep:
    """Plan what is done by which day, and what it brings on; it stands in the queue until it is done."""
    if not at.today <= due_on <= at.today + LONGEST:
        raise Unclear(_("A step is planned for today or a day within a year."))
    guards.stands(at.customer, at.today)
    row = PathStep(stage=stage, brings=brings, trouble=trouble, way=way, deed=deed, due_on=due_on)
    row.state = "open"
    return at.write(row)


@changes(PATH_STEP, PathStep, Words("Done", "完成"), leads=("done",))
def finish(at: Acting, path_step: PathStep, *, result: Note = "") -> PathStep:
    """Say that it is done, and what came of it."""
    return _ended(at, path_step, "done", result)


@changes(PATH_STEP, PathStep, Words("Leave out", "不再做"), leads=("left",))
def leave_out(at: Acting, path_step: PathStep, *, result: Note) -> PathStep:
    """Leave a step out, and say why."""
    return _ended(at, path_step, "left", result)


def _ended(at: Acting, row: PathStep, state: str, result: str) -> PathStep:
    if row.state != "open":
        raise Unclear(_("This step has ended already: nothing was changed."))
    row.state, row.result, row.done_at = state, result, at.who.at
    return at.changed(row)
