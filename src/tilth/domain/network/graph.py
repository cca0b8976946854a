"""The network around one customer, one or two ties away: who is in it, and what each is to whom.

Everything is found by walking ties whose both ends the actor sees: of whom the actor does not see, and of
whoever is reached through them alone, nothing is told or counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.subjects.relation import RelationRules

MOST = 200
"""People and companies that a network shows, the nearest first."""
_STAFF = "employee"


@dataclass(frozen=True, kw_only=True)
class Network:
    """People around a customer, and the ties between them, each once and from the nearer side."""

    centre: str
    people: dict[str, Person]
    """Customers by number, the one in the middle among them."""
    ties: tuple[Told, ...]
    layer: dict[str, int]
    """Customer's number, or number of the record of somebody by name → how many ties away."""
    more: bool
    """There are more than are shown."""

    @property
    def customer_ids(self) -> tuple[str, ...]:
        """The other customers that it names."""
        return tuple(sorted(one for one in self.people if one != self.centre))


def around(walk: Walk, *, customer_id: str, layers: int) -> Network:
    """Return who is up to so many ties away; two statements a layer."""
    found = walk.people((customer_id,))
    layer, kept, more, walked = {customer_id: 0}, [], False, [customer_id]
    for away in range(1, layers + 1):
        told = _once(walk.around(walked), found, away)
        new = {one.other for one in told if one.other not in layer}
        found |= walk.people(one.other for one in told if _unknown(one, found))
        there = [one for one in told if one.named or one.other in found]
        room = _room(there, new, MOST - len(layer))
        more = more or len(room) < len(new & {one.other for one in there})
        layer |= dict.fromkeys(room, away)
        kept += [one for one in there if one.other in layer]
        walked = [one for one in room if one in found]
        found = {one: person for one, person in found.items() if one in layer}
    return Network(
        centre=customer_id, people=found, ties=_each_once(kept, walk.rules), layer=layer, more=more
    )


def _unknown(one: Told, found: dict[str, Person]) -> bool:
    return not one.named and one.other not in found


def _once(told: Iterable[Told], found: dict[str, Person], away: int) -> list[Told]:
    """Leave out the staff of companies that are not in the middle: they would crowd out everybody else."""
    return [
        one
        for one in told
        if away == 1 or not (one.kind == _STAFF and one.one in found and found[one.one].kind == "company")
    ]


def _room(told: Iterable[Told], new: set[str], places: int) -> list[str]:
    """Return the newcomers for whom there is room, in the order of their ties."""
    order = dict.fromkeys(one.other for one in told if one.other in new)
    return [*order][: max(places, 0)]


def _each_once(told: Iterable[Told], rules: RelationRules) -> tuple[Told, ...]:
    """Return each tie once: the nearer side before the other, what was fed before what people wrote."""
    kept: dict[frozenset[tuple[str, str]], Told] = {}
    for one in told:
        tie = rules.by_code.get(one.kind)
        both = frozenset({(one.one, one.kind), (one.other, tie.inverse if tie else one.kind)})
        kept.setdefault(both, one)
    return tuple(kept.values())
