"""Relations that people write down: what may stand between two, judged by what the writer sees alone.

A refusal tells nothing of whom the writer does not see: a tie out of sight is none.
"""

from collections.abc import Iterable

from tilth.access import visibility
from tilth.data.models import PublishedCustomer
from tilth.domain import deceased
from tilth.domain.acting import Acting, Unclear
from tilth.domain.network import ties
from tilth.domain.network.ties import Told
from tilth.domain.told import sensitive
from tilth.kernel.sentences import marked as _
from tilth.policy.network import families
from tilth.policy.subjects.relation import FAMILY, RelationRules, Tie

GENERATIONS = 8
"""So far up a family is followed to find a circle."""


def tie_of(at: Acting, kind: str) -> Tie:
    """Return a tie of the playbook; Unclear for any other code."""
    found = at.playbook.of(RelationRules).by_code.get(kind)
    if found is None:
        raise Unclear(_("There is no such relation: choose one of the list."))
    return found


def allowed(at: Acting, tie: Tie, *, other_id: str, name: str, minor: bool) -> None:
    """Raise Unclear where such a relation cannot stand between the customer and somebody else."""
    if not other_id:
        _named(name, minor=minor)
    else:
        _of_two(at, tie, other_id=other_id, both=bool(name or minor))
    if tie.circle == FAMILY or minor:
        sensitive.allowed(at)
    _once(at, tie, other_id=other_id, name=name)


def _named(name: str, *, minor: bool) -> None:
    if minor and name:
        raise Unclear(_("Of a minor no name is written down: leave it empty."))
    if not (name or minor):
        raise Unclear(_("Say who it is: a customer's number, or a name."))


def _of_two(at: Acting, tie: Tie, *, other_id: str, both: bool) -> None:
    """Raise Unclear for what two customers cannot be to each other."""
    if both:
        raise Unclear(_("Give a customer's number or a name, not both."))
    if other_id == at.customer.customer_id:
        raise Unclear(_("Nobody is related to themselves: take the other customer's number."))
    pair = _people(at, (at.customer.customer_id, other_id))
    if len(pair) < len((at, other_id)):
        raise Unclear(_("Among the customers whom you see there is none of this number."))
    if tie.circle == FAMILY and any(one.deceased for one in pair):
        raise Unclear(_("One of the two was recorded as deceased, and is no member of a living family."))
    if tie.household:
        _in_family(at, tie, other_id)


def _people(at: Acting, ids: tuple[str, str]) -> list[PublishedCustomer]:
    seen = visibility.visible(PublishedCustomer, at.who.by, at.who.generation)
    return list(
        deceased.told(seen.filter(customer_id__in=ids, one_with=None)).only("customer_id", "generation")
    )


def _in_family(at: Acting, tie: Tie, other_id: str) -> None:
    """Raise Unclear for a second spouse, a second tie of one family between two, a circle of generations."""
    here, rules = at.customer.customer_id, at.playbook.of(RelationRules)
    known = _around(at, (here, other_id))
    between = {_forms(one, rules) for one in known if (one.one, one.other) == (here, other_id)}
    if between - {"", tie.household}:
        raise Unclear(_("These two are of one family in another way already: end that relation first."))
    if tie.household == families.COUPLE and any(
        _forms(one, rules) == families.COUPLE and {one.one, one.other} != {here, other_id} for one in known
    ):
        raise Unclear(_("One of the two has a spouse already: end that relation first."))
    elder, younger = (other_id, here) if tie.household == families.ELDER else (here, other_id)
    if tie.household != families.COUPLE and younger in _above(at, elder, rules):
        raise Unclear(_("This would make somebody their own forebear: check who is the parent."))


def _forms(one: Told, rules: RelationRules) -> str:
    tie = rules.by_code.get(one.kind)
    return tie.household if tie else ""


def _above(at: Acting, person: str, rules: RelationRules) -> set[str]:
    """Return a person's parents, their parents, and so on."""
    found, here = set[str](), {person}
    for _generation in range(GENERATIONS):
        told = _around(at, here)
        here = {one.other for one in told if one.one in here and _forms(one, rules) == families.ELDER} - found
        if not here:
            break
        found |= here
    return found


def _around(at: Acting, ids: Iterable[str]) -> tuple[Told, ...]:
    return ties.around(at.who.by, at.who.generation, ids=ids, rules=at.playbook.of(RelationRules))


def _once(at: Acting, tie: Tie, *, other_id: str, name: str) -> None:
    """Raise Unclear where the same stands already, fed or written down, from either side."""
    here = at.customer.customer_id
    for one in _around(at, (here,)):
        same = one.other == other_id if other_id else one.named and not one.minor and one.name == name
        if one.one == here and one.kind == tie.code and same:
            raise Unclear(_("This relation stands already: nothing was stored."))
