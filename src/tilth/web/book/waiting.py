"""What waits on a board: for the head's decision, and late with whom; read from the diary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from tilth.domain.book.model import Branch, Manager
from tilth.domain.counted import COUNTED
from tilth.domain.due import counting, kinds
from tilth.domain.due.model import Asked
from tilth.domain.staff import branches
from tilth.web import figures, shell
from tilth.web.format import amounts


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What the diary adds to a board."""

    late: Mapping[str, int] = field(default_factory=dict)
    """Staff number → items whose day has passed."""
    decisions: tuple[figures.Number, ...] = ()
    """What waits for the reader's decision, by kind."""


def of_branch(frame: shell.Shell, chosen: Branch, people: Sequence[Manager], *, exact: bool) -> Waiting:
    """Return what waits in a branch; `exact`: of its own customers alone. At most two queries."""
    generation, role = frame.generation, frame.actor.role
    if generation is None or not frame.opens_lists:
        return Waiting()
    within = branches.interval(generation, chosen.branch_id)
    asked = Asked(
        staff=tuple(one.staff_id for one in people),
        subjects=kinds.worked_on(role),
        branch=within if exact else None,
    )
    late = counting.late_by_person(frame.actor, generation, asked=asked, today=frame.today)
    here = figures.of_branch(chosen.branch_id)
    found = []
    for kind in kinds.decided_by(role):
        waits = Asked(subjects=(kind,), branch=within)
        number = counting.number(frame.actor, generation, asked=waits, today=frame.today)
        if number:
            found.append(figures.number("due_decisions", number, here, text=_text(number), subject=kind))
    return Waiting(late=late, decisions=tuple(found))


def _text(number: int) -> str:
    text = ngettext("{n} waits for your decision", "{n} wait for your decision", number)
    return text.format(n=amounts.capped(number, COUNTED))
