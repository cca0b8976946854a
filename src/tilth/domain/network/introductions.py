"""Who can introduce the actor to somebody: the shortest ways from own customers, over ties in sight.

The ways are looked for from the far end, nearest first, and so many ties a step at most: a large employer
does not make the search long. Whoever died, or left the bank, introduces nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from tilth.access import reads, visibility
from tilth.data.models import ContactPreference, Fact, Generation, User
from tilth.domain.network.graph import Network
from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.fact import AVOID
from tilth.policy.subjects.relation import RelationRules

TIES = 3
"""Ties on a way at most: with the one between the actor and the first customer four steps."""
WIDE = 200
"""People of one step who are asked for theirs."""
MOST = 3
"""Ways that are told."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way, from an own customer to whoever is to be met."""

    people: tuple[Person, ...]
    """The customers on it, the own one first; the last is who is to be met, unless that is no customer."""
    ties: tuple[Told, ...]
    """Between each and the next, from the own customer's end: `other` is what the tie says of the further."""
    unsaid: tuple[tuple[str, tuple[str, ...]], ...]
    """Name of somebody on the way and the topics that nobody brings up with them."""

    @property
    def steps(self) -> int:
        """How many steps it takes, the one to the own customer among them."""
        return len(self.ties) + 1


def choices(found: Network) -> tuple[str, ...]:
    """Return the keys of everybody around whom the actor does not keep, the customer in the middle first."""
    centre = found.people[found.centre]
    own = [] if centre.own else [centre.customer_id]
    around = (
        one.other
        for one in found.ties
        if one.other != found.centre and not one.minor and not _keeps(found.people.get(one.other))
    )
    return tuple(dict.fromkeys((*own, *around)))


def begins(found: Network, target: str) -> list[Told]:
    """Return the ties that lead to somebody by name; none for a customer."""
    return [one for one in found.ties if one.other == target and one.named]


def _keeps(person: Person | None) -> bool:
    return person is not None and (person.own or person.deceased)


def ways(walk: Walk, *, target: str, begins: Iterable[Told]) -> tuple[Way, ...]:
    """Return the shortest ways to a customer, or to somebody by name, whose ties are `begins`.

    Two statements a step, two more for what is left unsaid; those with nothing in the way come first.
    """
    known: dict[str, Person] = {}
    leads: dict[str, Told] = {}
    found: list[str] = []
    walked, told = {target}, [replace(one, named=False) for one in begins]
    for step in range(TIES):
        if step or not told:
            told = [_turned(one, walk.rules) for one in walk.around(walked)]
        new = _first(told, {*leads, target})
        known |= walk.people(new)
        there = {one: tie for one, tie in new.items() if one in known and _can(known[one])}
        leads |= there
        found += [one for one in there if known[one].own]
        walked = {*[one for one in there if not known[one].own][:WIDE]}
        if len(found) >= MOST or not walked:
            break
    return _told(walk, [_way(one, target, leads) for one in found], known, target)


def _turned(one: Told, rules: RelationRules) -> Told:
    """Return a tie as seen from its far end, which stands nearer to the actor."""
    tie = rules.by_code.get(one.kind)
    return Told(
        one=one.other,
        other=one.one,
        kind=tie.inverse if tie else one.kind,
        source=one.source,
        since=one.since,
        named=one.named,
        name=one.name,
    )


def _first(told: Iterable[Told], known: set[str]) -> dict[str, Told]:
    """Return each newcomer with the first tie that leads on; whoever is no customer leads nowhere."""
    found: dict[str, Told] = {}
    for one in told:
        if not one.named and one.one not in known:
            found.setdefault(one.one, one)
    return found


def _can(person: Person) -> bool:
    return not (person.deceased or person.closed)


def _way(begin: str, target: str, leads: dict[str, Told]) -> tuple[Told, ...]:
    found, here = [], begin
    while here != target:
        found.append(leads[here])
        here = leads[here].other
    return tuple(found)


def _told(
    walk: Walk, found: list[tuple[Told, ...]], known: dict[str, Person], target: str
) -> tuple[Way, ...]:
    """Return the ways with what is left unsaid on them: those free of it first, then the shorter."""
    shortest = sorted(found, key=lambda way: (len(way), way[0].one))[:MOST]
    unsaid = _unsaid(walk.actor, walk.generation, sorted({one.one for way in shortest for one in way}))
    known |= walk.people({target} - known.keys()) if shortest else {}
    made = [
        Way(
            people=tuple(known[one] for one in (*(tie.one for tie in way), target) if one in known),
            ties=way,
            unsaid=tuple((known[one.one].name, unsaid[one.one]) for one in way if one.one in unsaid),
        )
        for way in shortest
    ]
    return tuple(sorted(made, key=lambda way: bool(way.unsaid)))


def _unsaid(actor: User, generation: Generation, ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the topics that nobody brings up with these customers, for whoever may read what was learned."""
    if not ids or not may(actor.role, Thing.FACT, Action.LIST):
        return {}
    found: dict[str, list[str]] = {}
    for row in _wishes(actor, generation, ids=ids):
        found.setdefault(row.customer_id, []).extend(row.avoid or ())
    for fact in _facts(actor, generation, ids=ids):
        found.setdefault(fact.customer_id, []).append(fact.text)
    return {number: tuple(dict.fromkeys(topics)) for number, topics in found.items() if topics}


@reads.scoped
def _wishes(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[ContactPreference]":
    seen = visibility.visible(ContactPreference, actor, generation)
    return seen.filter(Q(customer_id__among=ids)).order_by("customer_id")


@reads.scoped
def _facts(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[Fact]":
    seen = visibility.visible(Fact, actor, generation).filter(Q(customer_id__among=ids), outdated_on=None)
    return seen.filter(kind=AVOID).order_by("-learned_on", "-id")
