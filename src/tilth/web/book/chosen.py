"""Whose customers a card of the book or of a branch is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from tilth.domain import guards
from tilth.domain.book import queries
from tilth.domain.book.model import Branch
from tilth.web import figures, shell


@dataclass(frozen=True, kw_only=True)
class Among:
    """A manager's own customers, or those of a branch with all below it."""

    whose: figures.Whose
    staff_id: str = ""
    branch: Branch | None = None
    state: str = ""
    """Empty, or why nothing is counted: no_night, too_many."""

    @property
    def branches(self) -> Sequence[str]:
        """The numbers of the branches; none for a manager's own."""
        return () if self.branch is None else self.branch.below


def managers_only(frame: shell.Shell) -> None:
    """Raise Http404 for people who never have a book."""
    if frame.actor.role not in guards.MANAGERS:
        raise Http404


def own(frame: shell.Shell) -> Among:
    """Return the signed-in manager's own customers; Http404 for who never has a book."""
    managers_only(frame)
    staff_id = frame.actor.staff_id or ""
    there = frame.generation is not None and staff_id
    return Among(whose=figures.OWN, staff_id=staff_id, state="" if there else "no_night")


def of_branch(request: HttpRequest, frame: shell.Shell) -> Among:
    """Return the customers of the branch that was asked for; those of a large one are not counted at once."""
    branches = queries.branches(frame.actor, frame.generation) if frame.generation else ()
    if not branches or frame.generation is None:
        return Among(whose=figures.of_branch(""), state="no_night")
    here = branch(request, branches)
    many = queries.size(frame.actor, frame.generation, here) > queries.MOST_READ
    whose = figures.of_branch(here.branch_id, opens=frame.opens_lists)
    return Among(whose=whose, branch=here, state="too_many" if many else "")


def branch(request: HttpRequest, branches: tuple[Branch, ...]) -> Branch:
    """Return the branch that was asked for, else the top one; Http404 for one out of sight."""
    wanted = request.GET.get("branch", "")
    found = next((one for one in branches if one.branch_id == wanted), None) if wanted else branches[0]
    if found is None:
        raise Http404
    return found
