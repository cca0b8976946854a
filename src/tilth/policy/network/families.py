"""Which people are one household: a couple with whoever of their parents and children has no spouse.

Who is married has a household of their own, so that a married son is linked to his father's and no member of
it. Who is not lives with the parents, else with the children, so that nobody is in two households: where
there are several, the one with the smallest number counts and the others are told of the tie.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

COUPLE, ELDER, YOUNGER = "couple", "elder", "younger"
Ties = Iterable[tuple[str, str, str]]
"""Person, other person, what the other is: couple, elder or younger."""


def households(people: Iterable[str], ties: Ties) -> dict[str, str]:
    """Return person → after whom the household is called: the smallest number that leads to itself.

    Ties to people who are not among `people` count as none; a circle of parents ends at its smallest number.
    """
    known = frozenset(people)
    kin: dict[str, dict[str, set[str]]] = {how: defaultdict(set) for how in (COUPLE, ELDER, YOUNGER)}
    for one, other, how in ties:
        if one in known and other in known and one != other:
            kin[how][one].add(other)
    couples = _couples(known, kin[COUPLE])
    leads = {one: _leads(one, couples, kin) for one in known}
    return {one: _end(one, leads) for one in known}


def _couples(known: frozenset[str], spouses: Mapping[str, set[str]]) -> dict[str, str]:
    """Return the married → the smaller number of the two; of several spouses the smallest number is one."""
    found = {}
    for one in known:
        partners = spouses.get(one, set())
        if partners:
            mine = min(partners)
            found[one] = min(one, mine) if min(spouses.get(mine, {one})) == one else one
    return found


def _leads(one: str, couples: Mapping[str, str], kin: Mapping[str, Mapping[str, set[str]]]) -> str:
    """Return with whom somebody lives: of the married the couple, else a parent, else a married child."""
    if one in couples:
        return couples[one]
    if parents := kin[ELDER].get(one):
        return min(parents)
    settled = [child for child in kin[YOUNGER].get(one, ()) if child in couples]
    return min(settled) if settled else one


def _end(one: str, leads: Mapping[str, str]) -> str:
    """Return where the leads end; in a circle its smallest number."""
    seen: list[str] = []
    while one not in seen:
        seen.append(one)
        one = leads[one]
    return min(seen[seen.index(one) :])
