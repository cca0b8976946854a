"""Family and relations of one customer, as far as the actor sees them."""

from dataclasses import dataclass

from tilth.domain.customers import relations
from tilth.domain.customers.relations import Relations
from tilth.policy.permissions import Action, Thing, may
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class Family:
    """The relatives and partners of one customer."""

    relations: Relations


def family(of: Reading) -> Part | None:
    """Return the relations; 2 queries."""
    if not may(of.at.actor.role, Thing.RELATION, Action.LIST):
        return None
    found = relations.of_customer(of.at.actor, of.at.generation, **of.known)
    page = Family(relations=found)
    return Part(template="customers/family.html", page=page, others=tuple(found.customer_ids))
