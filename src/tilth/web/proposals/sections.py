"""Proposals in a customer's file, and beside the opportunity that they are for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tilth.access.ahead import Asked
from tilth.data.models import Proposal, PublishedCustomer
from tilth.domain.deals import papers
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.proposal import PROPOSAL, STATES
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Line:
    """One version in a list."""

    row: Proposal
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The newest version of each proposal."""

    figures: PublishedCustomer
    lines: tuple[Line, ...]
    draws: bool
    """Whether the reader may draw one up."""


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `listed` begins with, to be sent together with other reads."""
    if not may(at.actor.role, Thing.PROPOSAL, Action.LIST):
        return ()
    return (papers.asked(at.actor, at.generation, customer_id),)


def listed(of: Reading) -> Part | None:
    """Return the proposals to whoever may list them."""
    at = of.at
    if not may(at.actor.role, Thing.PROPOSAL, Action.LIST):
        return None
    found = papers.of_customer(at.actor, at.generation, of.figures.customer_id)
    page = Listed(figures=of.figures, lines=lines(found), draws=draws(at))
    return Part(template="proposals/section.html", page=page)


def draws(at: Desk) -> bool:
    """Say whether the reader may draw up a proposal."""
    return may(at.actor.role, Thing.PROPOSAL, Action.CREATE)


def lines(rows: Iterable[Proposal], deal: UUID | None = None) -> tuple[Line, ...]:
    """Return the newest version of each proposal, of one opportunity or of all."""
    newest: dict[UUID, Proposal] = {}
    for row in rows:
        if deal is None or row.deal == deal:
            before = newest.get(row.first)
            if before is None or before.version < row.version:
                newest[row.first] = row
    return tuple(
        Line(row=row, state=STATES[row.state].told(language()), tone=PROPOSAL.tones[row.state].value)
        for row in newest.values()
    )
