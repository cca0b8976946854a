"""What people do with linked needs: write one down, move its next step, end it (NEED-06)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import LinkedNeed
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.linked_need import AROUND, BATCHES, ENDS, ENTITIES, LINKED_NEED, NEEDS
from tilth.policy.words import Words

MOST = 1_000_000
"""People behind one need; more is a slip of the pen."""
_PASSED = _("The next step lies on today or a later day.")
_COUNT = _("How many people is a whole number from 1 to 1,000,000.")


@adds(LINKED_NEED, Words("Add a linked need", "登记关联需求"), leads=("open",))
def hear(  # noqa: PLR0913 - one need, told in keywords
    at: Acting,
    *,
    around: Annotated[str, OneOf(AROUND)],
    need: Annotated[str, OneOf(NEEDS)],
    due_on: dt.date,
    name: Note = "",
    head_count: int | None = None,
    note: Note = "",
) -> LinkedNeed:
    """Write down who around the customer needs what; of many at once how many they are."""
    if (sent := at.again(LinkedNeed)) is not None:
        return sent
    if due_on < at.today:
        raise Unclear(_PASSED)
    if around in ENTITIES and not name:
        raise Unclear(_("Say which company or unit: a name is missing."))
    _counted(need, head_count)
    row = LinkedNeed(
        around=around, name=name, need=need, head_count=head_count, told_on=at.today, due_on=due_on, note=note
    )
    row.state = "open"
    return at.write(row)


@changes(LINKED_NEED, LinkedNeed, Words("Next step", "下一步"), leads=("open",))
def go_on(
    at: Acting, linked_need: LinkedNeed, *, due_on: dt.date, head_count: int | None = None
) -> LinkedNeed:
    """Say on which day it goes on, and how many they are by now; left out, their number stays."""
    _is_open(linked_need)
    if due_on < at.today:
        raise Unclear(_PASSED)
    if head_count is not None:
        _counted(linked_need.need, head_count)
        linked_need.head_count = head_count
    linked_need.due_on = due_on
    return at.changed(linked_need)


@changes(LINKED_NEED, LinkedNeed, Words("End", "结束"), leads=("met", "dropped"))
def end(
    at: Acting,
    linked_need: LinkedNeed,
    *,
    became: Annotated[str, OneOf(ENDS), Words("What came of it", "结果")],
    outcome: Note = "",
) -> LinkedNeed:
    """Say what came of it."""
    _is_open(linked_need)
    linked_need.state, linked_need.ended_at, linked_need.outcome = became, at.who.at, outcome
    return at.changed(linked_need)


def _counted(need: str, head_count: int | None) -> None:
    """Refuse a need of many without their number, and a number that cannot be meant."""
    if need in BATCHES and head_count is None:
        raise Unclear(_("This need is of many people: say how many they are."))
    if head_count is not None and not 1 <= head_count <= MOST:
        raise Unclear(_COUNT)


def _is_open(row: LinkedNeed) -> None:
    if row.state != "open":
        raise ended("This need ended already: nothing was changed.")
