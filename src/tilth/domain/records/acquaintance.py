"""What people do with the people around a customer: write one down, say that it is no longer so."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Acquaintance
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import sensitive
from tilth.domain.told.past import outdated
from tilth.kernel.sentences import marked as _
from tilth.policy.codes.relations import FAMILY_TIES
from tilth.policy.subjects.acquaintance import ACQUAINTANCE, ROLES, STAGES, problem, under_age
from tilth.policy.words import Words

_WRONG = {
    "minor": _("Of a minor no more is written down than the stage of education: leave the rest empty."),
    "nameless": _("Give a name, or say that it is a minor."),
    "born": _("A birthday lies in the past: check the year."),
}


@adds(ACQUAINTANCE, Words("Write down somebody", "登记身边的人"))
def meet(  # noqa: PLR0913 - one person, told in keywords
    at: Acting,
    *,
    role: Annotated[str, OneOf(ROLES)],
    name: Note = "",
    minor: bool = False,
    birthday: dt.date | None = None,
    stage: Annotated[str, OneOf(STAGES)] = "",
    likes: Note = "",
) -> Acquaintance:
    """Write down somebody around a customer; family and minors only with the customer's consent (TRAP-20)."""
    young = under_age(minor=minor, birthday=birthday, stage=stage, day=at.today)
    wrong = problem(name=name, birthday=birthday, likes=likes, young=young, day=at.today)
    if wrong:
        raise Unclear(_WRONG[wrong])
    if young or role in FAMILY_TIES:
        sensitive.allowed(at)
    row = Acquaintance(role=role, name=name, minor=young, birthday=birthday, likes=likes, told_on=at.today)
    row.stage = stage or None
    return at.write(row)


@changes(ACQUAINTANCE, Acquaintance, Words("No longer so", "已不再如此"))
def outdate(at: Acting, acquaintance: Acquaintance) -> Acquaintance:
    """Say that it is no longer so: it is shown as past."""
    return outdated(at, acquaintance)
