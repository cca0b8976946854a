"""What people do with target levels: set one, say that it is reached, drop it (REL-04)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import LevelTarget
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import level as relationship
from tilth.kernel.sentences import marked as _
from tilth.policy.levels.codes import LEVELS, place
from tilth.policy.subjects.level_target import LEVEL_TARGET
from tilth.policy.words import Words

LONGEST = dt.timedelta(days=3 * 366)


@adds(LEVEL_TARGET, Words("Set a target", "设定目标"), leads=("open",))
def aim(at: Acting, *, level: Annotated[str, OneOf(LEVELS)], due_on: dt.date) -> LevelTarget:
    """Set which level is to be reached by which day; there is one target at a time."""
    if (sent := at.again(LevelTarget)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    if not at.today <= due_on <= at.today + LONGEST:
        raise Unclear(_("A target is for today or for a day within three years."))
    if place(level) <= place(relationship.level_of(at)):
        raise Unclear(_("A target lies above the level of today."))
    if at.rows(LevelTarget).filter(state="open").exists():
        raise Unclear(_("There is a target already: drop it, then set another."))
    return at.write(LevelTarget(level=level, due_on=due_on, state="open"))


@changes(LEVEL_TARGET, LevelTarget, Words("Reached", "已达成"), leads=("reached",))
def reach(at: Acting, target: LevelTarget) -> LevelTarget:
    """Say that it is reached; a step that is confirmed says it by itself."""
    _still_open(target)
    if place(relationship.level_of(at)) < place(target.level):
        raise Unclear(_("The level is not reached yet: confirm the step first."))
    target.state, target.ended_at = "reached", at.who.at
    return at.changed(target)


@changes(LEVEL_TARGET, LevelTarget, Words("Drop the target", "放弃目标"), leads=("dropped",))
def drop(at: Acting, target: LevelTarget, *, why: Note) -> LevelTarget:
    """Drop a target, and say why."""
    _still_open(target)
    target.state, target.why, target.ended_at = "dropped", why, at.who.at
    return at.changed(target)


def _still_open(target: LevelTarget) -> None:
    if target.state != "open":
        raise Unclear(_("This target has ended already: nothing was changed."))
