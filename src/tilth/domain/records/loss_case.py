"""What people do with loss cases: open one, take the next step, end it with what came of it (LIFE-06)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import LossCase
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.loss_case import CLASSES, ENDS, LOSS_CASE, REASONS, STEPS
from tilth.policy.words import Words

_PASSED = _("A step is taken today or on a later day.")


@adds(LOSS_CASE, Words("Open a loss case", "登记流失个案"), leads=("open",))
def take_up(  # noqa: PLR0913 - one case, told in keywords
    at: Acting,
    *,
    reason: Annotated[str, OneOf(REASONS)],
    recoverable: Annotated[str, OneOf(CLASSES)],
    step: Annotated[str, OneOf(STEPS)],
    due_on: dt.date,
    note: Note = "",
) -> LossCase:
    """Write down why a customer left or is leaving, how far it can be mended, and what is done first."""
    if (sent := at.again(LossCase)) is not None:
        return sent
    _ahead(at, due_on)
    row = LossCase(
        reason=reason, recoverable=recoverable, step=step, found_on=at.today, due_on=due_on, note=note
    )
    row.state = "open"
    return at.write(row)


@changes(LOSS_CASE, LossCase, Words("Next step", "下一步"), leads=("open",))
def go_on(
    at: Acting,
    loss_case: LossCase,
    *,
    step: Annotated[str, OneOf(STEPS)],
    due_on: dt.date,
    recoverable: Annotated[str, OneOf(CLASSES)],
) -> LossCase:
    """Say what is done next, on which day, and how far it can be mended by now."""
    _is_open(loss_case)
    _ahead(at, due_on)
    loss_case.step, loss_case.due_on, loss_case.recoverable = step, due_on, recoverable
    return at.changed(loss_case)


@changes(LOSS_CASE, LossCase, Words("End", "结束"), leads=("won_back", "in_part", "gone"))
def end(
    at: Acting,
    loss_case: LossCase,
    *,
    became: Annotated[str, OneOf(ENDS), Words("What came of it", "结果")],
    outcome: Note = "",
) -> LossCase:
    """Say what came of it."""
    _is_open(loss_case)
    loss_case.state, loss_case.ended_at, loss_case.outcome = became, at.who.at, outcome
    return at.changed(loss_case)


def _ahead(at: Acting, due_on: dt.date) -> None:
    if due_on < at.today:
        raise Unclear(_PASSED)


def _is_open(row: LossCase) -> None:
    if row.state != "open":
        raise ended("This case ended already: nothing was changed.")
