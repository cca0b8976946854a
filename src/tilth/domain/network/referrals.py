"""Who brought whom: up to three levels above a customer and below (PROF-22)."""

from collections import defaultdict
from dataclasses import dataclass

from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.codes.relations import REFERRED, REFERRED_BY

DEPTH = 3


@dataclass(frozen=True, kw_only=True)
class Branch:
    """Somebody in the tree, and whom they brought."""

    told: Told | None
    """The tie to whoever brought them; None for the customer in the middle."""
    person: Person | None
    """None for whoever is no customer."""
    below: tuple["Branch", ...]

    @property
    def brought(self) -> int:
        """How many they brought, and those in turn."""
        return sum(1 + one.brought for one in self.below)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The tree around one customer."""

    above: tuple[Person, ...]
    """Who brought the customer, who brought them: the furthest first."""
    root: Branch

    @property
    def customer_ids(self) -> tuple[str, ...]:
        """Everybody whom it names."""
        return (*(one.customer_id for one in self.above), *_ids(self.root))


def tree(walk: Walk, *, customer_id: str) -> Tree:
    """Return the tree; one statement a level and one for all the people.

    A circle of referrals ends where it comes back; of two who brought one the first of the ties counts.
    """
    brought: dict[str, list[Told]] = defaultdict(list)
    above: list[str] = []
    seen, down, top = {customer_id}, [customer_id], customer_id
    for _level in range(DEPTH):
        told = walk.around([*down, *([top] if top else [])])
        up = next((one.other for one in told if _is(one, top, REFERRED_BY) and one.other not in seen), "")
        top = up
        above += [up] if up else []
        seen |= {up} if up else set()
        new = [one for one in told if one.kind == REFERRED and one.one in down]
        down = []
        for one in new:
            if one.other not in seen:
                seen.add(one.other)
                brought[one.one].append(one)
                down += [] if one.named else [one.other]
        if not (down or top):
            break
    found = walk.people(seen)
    root = _branch(None, customer_id, brought, found)
    return Tree(above=tuple(found[one] for one in reversed(above) if one in found), root=root)


def _is(one: Told, top: str, kind: str) -> bool:
    return bool(top) and one.one == top and one.kind == kind and not one.named


def _branch(
    told: Told | None, number: str, brought: dict[str, list[Told]], found: dict[str, Person]
) -> Branch:
    below = tuple(
        _branch(one, one.other, brought, found)
        for one in brought.get(number, ())
        if one.named or one.other in found
    )
    return Branch(told=told, person=found.get(number), below=below)


def _ids(branch: Branch) -> tuple[str, ...]:
    own = (branch.person.customer_id,) if branch.person else ()
    return (*own, *(number for one in branch.below for number in _ids(one)))
