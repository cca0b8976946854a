"""What people do with levels: confirm a step, decide on one that is more than the rules give (REL-04)."""

from typing import Annotated

from tilth.data.models import Level, LevelTarget
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import level as relationship
from tilth.kernel.sentences import marked as _
from tilth.policy.levels.codes import LEVELS, above, place
from tilth.policy.levels.judging import evidence, fulfilled
from tilth.policy.subjects.level import LEVEL
from tilth.policy.things import Action
from tilth.policy.words import Words


@adds(LEVEL, Words("Confirm a step", "确认晋级"), leads=("asked", "confirmed"))
def step(at: Acting, *, reached: Annotated[str, OneOf(LEVELS)], why: Note = "") -> Level:
    """Confirm one step up with its evidence, or a step back; whatever is more waits for a leader's yes."""
    if (sent := at.again(Level)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    if at.rows(Level).filter(state="asked").exists():
        raise Unclear(_("A step waits for approval: wait for the answer, or take it back."))
    now, found = relationship.level_of(at), relationship.judged(at, reached)
    if reached == now:
        raise Unclear(_("This is the level already: nothing was changed."))
    back = place(reached) < place(now)
    alone = back or (reached == above(now) and fulfilled(found))
    if back and not why:
        raise Unclear(_("Say why it goes back."))
    if not alone and not why:
        raise Unclear(
            _("Criteria are missing, or it is more than one step: say why, and a leader decides."),
        )
    row = Level(before=now, reached=reached, stepped_on=at.today, why=why, evidence=evidence(found) or None)
    row.state = "confirmed" if alone else "asked"
    return _ended(at, at.write(row))


@changes(LEVEL, Level, Words("Decide", "审批"), action=Action.DECIDE, leads=("confirmed", "refused"))
def decide(
    at: Acting, level: Level, *, yes: Annotated[bool, Words("Approve it", "批准")], answer: Note = ""
) -> Level:
    """Approve or refuse a step that waits."""
    if level.state != "asked":
        raise Unclear(_("This step waits for nobody any more: nothing was changed."))
    if yes and relationship.level_of(at) != level.before:
        raise Unclear(_("The level has changed meanwhile: refuse this step, and have it asked for anew."))
    level.state, level.answer = "confirmed" if yes else "refused", answer
    return _ended(at, at.decided(level))


def _ended(at: Acting, row: Level) -> Level:
    """End the target that a confirmed step has reached."""
    if row.state == "confirmed":
        for target in at.rows(LevelTarget).filter(state="open"):
            if place(target.level) <= place(row.reached):
                target.state, target.ended_at = "reached", at.who.at
                at.changed(target)
    return row
