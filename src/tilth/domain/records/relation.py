"""What people do with relations: write one down, say that it is no longer so (PROF-22, PROF-35)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Relation
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import relation as between
from tilth.domain.told.past import outdated
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.relation import RELATION, SOURCES
from tilth.policy.words import Words


@adds(RELATION, Words("Add a relation", "登记关系"))
def tie(  # noqa: PLR0913 - one relation, told in keywords
    at: Acting,
    *,
    kind: str,
    other_id: str = "",
    name: Note = "",
    minor: bool = False,
    source: Annotated[str, OneOf(SOURCES)] = "talk",
    since: dt.date | None = None,
) -> Relation:
    """Write down what somebody is to the customer: a customer in sight by number, others by name."""
    if (sent := at.again(Relation)) is not None:
        return sent
    told = between.tie_of(at, kind)
    other_id = other_id.strip()
    if since is not None and since > at.today:
        raise Unclear(_("A relation begins today or before: check the day."))
    between.allowed(at, told, other_id=other_id, name=name, minor=minor)
    row = Relation(kind=kind, circle=told.circle, name=name, minor=minor, source=source, since=since)
    row.other_id, row.told_on = other_id or None, at.today
    return at.write(row)


@changes(RELATION, Relation, Words("No longer so", "已不再如此"))
def outdate(at: Acting, relation: Relation) -> Relation:
    """Say that it is no longer so: it is shown as past."""
    return outdated(at, relation)
