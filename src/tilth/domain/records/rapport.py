"""What people do with the emotional account: enter a deed (REL-07, AFT-12, TRAP-22)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Rapport
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds
from tilth.domain.arguments import Note
from tilth.domain.levels import happened
from tilth.domain.told import level as relationship
from tilth.kernel.sentences import marked as _
from tilth.policy.levels.account import Deed
from tilth.policy.subjects.rapport import RAPPORT, RapportRules
from tilth.policy.words import Words


@adds(RAPPORT, Words("Enter a deed", "记一笔"))
def enter(
    at: Acting,
    *,
    deed: Annotated[str, Words("What was done", "做了什么")],
    done_on: dt.date | None = None,
    note: Note = "",
    origin_row: Annotated[str, Words("Record it comes of", "来源记录")] = "",
) -> Rapport:
    """Enter a deed of the playbook with its points; what is on record is entered with its record."""
    if (sent := at.again(Rapport)) is not None:
        return sent
    asked, day = _deed(at, deed), done_on or at.today
    row = Rapport(
        deed=asked.code, factor=asked.factor, care=asked.care or None, points=asked.points, note=note
    )
    if asked.of:
        found = _happened(at, asked, origin_row)
        row.origin, row.origin_row, day = found.origin, found.row, found.on
    elif origin_row:
        raise Unclear(_("This deed is entered by itself, without a record that it comes of."))
    if day > at.today:
        raise Unclear(_("A deed is entered on its day, or after it."))
    row.done_on = day
    return at.write(row)


def _deed(at: Acting, code: str) -> Deed:
    found = at.playbook.of(RapportRules).deed(code)
    if found is None:
        raise Unclear(_("The playbook has no such deed: take one of its deeds."))
    return found


def _happened(at: Acting, deed: Deed, row: str) -> happened.Proposed:
    """Return what happened and was not entered; nobody gives out such points by hand."""
    there = happened.proposed(relationship.relationship(at).measuring)
    found = next((one for one in there if one.row == row and one.deed.code == deed.code), None)
    if found is None:
        raise Unclear(_("Nothing on record shows this, or it is entered already."))
    return found
