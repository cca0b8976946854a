"""Ties and people as one reader is told them while a page is made: each is asked for once."""

from collections.abc import Iterable

from tilth.access.ahead import together
from tilth.data.models import Generation, User
from tilth.domain.network import people, ties
from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.policy.subjects.relation import RelationRules

NEAR = 200
"""Customers one tie away whose own ties are read with them."""


class Walk:
    """What is known so far of who is tied to whom; the rest is read when it is asked for."""

    def __init__(self, actor: User, generation: Generation, rules: RelationRules) -> None:
        self.actor, self.generation, self.rules = actor, generation, rules
        self._ties: dict[str, list[Told]] = {}
        self._people: dict[str, Person | None] = {}

    def around(self, ids: Iterable[str]) -> tuple[Told, ...]:
        """Return the ties of these customers, each from its own side; a statement for those not known yet."""
        asked = sorted(set(ids))
        unknown = [one for one in asked if one not in self._ties]
        self._ties |= {one: [] for one in unknown}
        for told in ties.around(self.actor, self.generation, ids=unknown, rules=self.rules):
            self._ties[told.one].append(told)
        return tuple(told for one in asked for told in self._ties[one])

    def look_ahead(self, customer_id: str) -> None:
        """Read who is one tie away, and their ties, in one statement: what household and drawing begin with.

        The family's ties are asked for apart from the others': an employer's many would crowd them out.
        """
        told = [one for one in self.around((customer_id,)) if not one.named]
        family = {one.other for one in told if one.kind in self.rules.of_household}
        rest = {one.other for one in told} - family
        near = {customer_id, *family, *rest}
        if not told or len(near) > NEAR:
            return
        both = [ties.asked(self.actor, self.generation, ids) for ids in (family, rest)]
        with together(people.asked(self.actor, self.generation, near), *both[0], *both[1]):
            self.people(near)
            self.around(family)
            self.around(rest)

    def people(self, ids: Iterable[str]) -> dict[str, Person]:
        """Return those of these customers whom the reader sees; a statement for those not known yet."""
        asked = sorted(set(ids))
        unknown = [one for one in asked if one not in self._people]
        found = people.of(self.actor, self.generation, unknown)
        self._people |= {one: found.get(one) for one in unknown}
        there = ((one, self._people[one]) for one in asked)
        return {one: person for one, person in there if person is not None}
