"""What people do with special treatments of key customers: give one, end it (TIER-12)."""

from typing import Annotated

from tilth.data.models import Treatment
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.treatment import KINDS, TREATMENT
from tilth.policy.words import Words


@adds(TREATMENT, Words("Give a special treatment", "登记专属待遇"), leads=("standing",))
def grant(at: Acting, *, kind: Annotated[str, OneOf(KINDS)], note: Note = "") -> Treatment:
    """Give a treatment; with its first one the customer is a key customer."""
    if (sent := at.again(Treatment)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    if at.rows(Treatment).filter(state="standing", kind=kind).exists():
        raise Unclear(_("This treatment is given already."))
    return at.write(Treatment(kind=kind, given_on=at.today, note=note, state="standing"))


@changes(TREATMENT, Treatment, Words("Take away", "取消"), leads=("ended",))
def lift(at: Acting, treatment: Treatment) -> Treatment:
    """Say that it is no longer given."""
    if treatment.state != "standing":
        raise ended("This treatment ended already: nothing was changed.")
    treatment.state, treatment.ended_at = "ended", at.who.at
    return at.changed(treatment)
