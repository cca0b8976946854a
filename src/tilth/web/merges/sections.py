"""Which numbers are one with a customer's: a part of the file, in the tab of those around the customer."""

from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain.merges import queries
from tilth.domain.merges.queries import Merged
from tilth.policy.permissions import Action, Thing, may
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class One:
    """The merges of a customer's number, and what the reader may do about them."""

    figures: PublishedCustomer
    merges: tuple[Merged, ...]
    may_merge: bool
    may_undo: bool


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the part asks, to be sent together with other reads."""
    if not may(at.actor.role, Thing.MERGE, Action.LIST):
        return ()
    return (queries.asked(at.actor, at.generation, customer_id=customer_id),)


def one_person(of: Reading) -> Part | None:
    """Return the merges; one query, none for a role that may not list them."""
    role = of.at.actor.role
    if not may(role, Thing.MERGE, Action.LIST):
        return None
    found = queries.of_customer(of.at.actor, of.at.generation, **of.known)
    page = One(
        figures=of.figures,
        merges=found,
        may_merge=may(role, Thing.MERGE, Action.CREATE) and of.figures.one_with is None,
        may_undo=may(role, Thing.MERGE, Action.UPDATE),
    )
    if not found and not page.may_merge:
        return None
    return Part(template="merges/section.html", page=page)
