"""What people do with suggestions to meet somebody: set one aside, have it suggested again (IDN-07)."""

from typing import Annotated

from tilth.data.models import Dismissal
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.network import dismissals, meeting
from tilth.domain.network.walk import Walk
from tilth.kernel import ids
from tilth.kernel.sentences import marked as _
from tilth.kernel.text import visible
from tilth.policy.subjects.dismissal import DISMISSAL, WHY
from tilth.policy.subjects.relation import RelationRules
from tilth.policy.words import Words

_OTHER = Words("Whom: a number, or that of the relation's record", "对方：客户号或关系记录编号")


@adds(DISMISSAL, Words("Set aside", "不再建议"))
def set_aside(
    at: Acting, *, other: Annotated[str, _OTHER], why: Annotated[str, OneOf(WHY)], note: Note = ""
) -> Dismissal:
    """Say that somebody around the customer is not to be met: until the suggestion's reason changes."""
    if (sent := at.again(Dismissal)) is not None:
        return sent
    key, mine = visible(other).strip(), at.customer.customer_id
    walk = Walk(at.who.by, at.who.generation, at.playbook.of(RelationRules))
    told = [one for one in walk.around((mine,)) if one.other == key]
    people = walk.people({one.other for one in told if not one.named})
    reason = meeting.strongest(walk.rules, told, people, today=at.today).get((mine, key))
    if reason is None:
        raise Unclear(_("Nobody suggests meeting them: there is nothing to set aside."))
    there = dismissals.of(at.who.by, at.who.generation, (mine,)).get((mine, key))
    if there is not None and there.reason == reason:
        raise Unclear(_("This suggestion is set aside already: nothing was changed."))
    tie = ids.read(key) if any(one.named for one in told) else None
    return at.write(Dismissal(other_id=None if tie else key, tie_id=tie, reason=reason, why=why, note=note))


@changes(DISMISSAL, Dismissal, Words("Suggest again", "恢复建议"))
def restore(at: Acting, dismissal: Dismissal) -> Dismissal:
    """Let it be suggested again, while there is a reason to."""
    if dismissal.restored_on is not None:
        raise Unclear(_("This is suggested again already: nothing was changed."))
    dismissal.restored_on = at.today
    return at.changed(dismissal)
