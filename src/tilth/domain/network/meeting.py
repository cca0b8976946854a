"""Whom to meet around the valued customers of one's own book (IDN-07), and around its companies (CORP-04)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from tilth.access import audit, visibility
from tilth.access.audit import Event
from tilth.data.models import (
    Acquaintance,
    Dismissal,
    Generation,
    PublishedCustomer,
    PublishedRelation,
    Relation,
    User,
)
from tilth.domain import guards
from tilth.domain.network import dismissals
from tilth.domain.network.dismissals import Pair
from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.codes.relations import REFERRED
from tilth.policy.network import worth
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.relation import FAMILY, RelationRules

PAGE = 40
"""Customers of the book around whom a page looks."""
CHAIN = frozenset({"supplier", "buyer"})
"""Ties up and down the chain of a company."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Somebody to meet."""

    near: Person
    """The customer of the book around whom they are."""
    told: Told
    person: Person | None
    """None for whoever is no customer."""
    reason: str
    """A code of `worth.REASONS`."""

    dismissal: Dismissal | None = None
    """What set it aside; none for what is suggested."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One page of suggestions: by customer of the book, those with the most assets first."""

    suggestions: tuple[Suggestion, ...]
    aside: tuple[Suggestion, ...]
    """What would be suggested and was set aside, in the same order."""
    more: bool
    """There are further customers with people around them."""


def around_book(  # noqa: PLR0913 - one page, told in keywords
    actor: User,
    generation: Generation,
    *,
    rules: RelationRules,
    circle: str,
    page: int,
    today: dt.date,
) -> Meeting:
    """Return whom to meet around the actor's own valued customers; of `chain` around all companies.

    `circle` is empty for all, `chain`, or a code of the circles. Each is named once, around the first who
    leads there. What was set aside stands apart. Audited; five queries. NotAllowedError.
    """
    guards.allowed(actor, Thing.RELATION, Action.LIST)
    near, more = _near(actor, generation, rules, chain=circle == "chain", page=page)
    walk = Walk(actor, generation, rules)
    ties = walk.around(near)
    told = [one for one in ties if _asked(rules, one, circle)]
    found = walk.people({*near, *(one.other for one in told if not one.named)})
    aside = hidden(actor, generation, strongest(rules, ties, found, today=today))
    suggestions, set_aside = _suggested(rules, told, found=found, near=near, today=today, aside=aside)
    audit.note(
        Event.LIST,
        customers=sorted({*near, *(one.told.other for one in (*suggestions, *set_aside) if one.person)}),
        subject_type="relation",
        detail={"page": page, "circle": circle},
    )
    return Meeting(suggestions=suggestions, aside=set_aside, more=more)


def reason(rules: RelationRules, one: Told, person: Person | None, *, centre: str, today: dt.date) -> str:
    """Return why it pays to meet whoever is at the far end of a tie: of `worth.REASONS`, empty for none.

    Family that is no customer is left out, and whoever died, left the bank or is under age.
    """
    private = person is None and rules.circle(one.kind) == FAMILY
    around = worth.Around(
        customer=person is not None,
        referred=one.kind == REFERRED and one.one == centre,
        kept=person is not None and person.kept,
        spoken_on=person.spoken_on if person else None,
        aum=person.aum if person else rules.valued_from,
        gone=one.minor or private or (person is not None and (person.deceased or person.closed)),
    )
    return worth.reason(around, valued_from=rules.valued_from, silent_days=rules.silent_days, today=today)


def strongest(
    rules: RelationRules, told: Iterable[Told], found: Mapping[str, Person], *, today: dt.date
) -> dict[Pair, str]:
    """Return the strongest reason to meet whoever is around a customer, by pair; no reason, no pair."""
    order = list(worth.REASONS)
    made: dict[Pair, str] = {}
    for one in told:
        code = reason(rules, one, found.get(one.other), centre=one.one, today=today)
        known = made.get((one.one, one.other))
        if code and (known is None or order.index(code) < order.index(known)):
            made[one.one, one.other] = code
    return made


def hidden(actor: User, generation: Generation, reasons: Mapping[Pair, str]) -> dict[Pair, Dismissal]:
    """Return which pairs stand set aside for the reason that they have now; one query."""
    standing = dismissals.of(actor, generation, {one for one, _other in reasons})
    return {pair: row for pair, row in standing.items() if reasons.get(pair) == row.reason}


def _asked(rules: RelationRules, one: Told, circle: str) -> bool:
    if circle == "chain":
        return one.kind in CHAIN
    return circle in ("", rules.circle(one.kind))


def _near(
    actor: User, generation: Generation, rules: RelationRules, *, chain: bool, page: int
) -> tuple[list[str], bool]:
    """Return the numbers around whom a page looks, the most assets first, and whether more follow."""
    if not actor.staff_id:
        return [], False
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(
        rm_id=actor.staff_id, closed_on=None, one_with=None
    )
    mine = mine.filter(kind="company") if chain else mine.filter(aum__gte=rules.valued_from)
    tied = mine.filter(_tied(actor, generation)).order_by("-aum", "customer_id")
    first = (page - 1) * PAGE
    found = list(tied.values_list("customer_id", flat=True)[first : first + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _tied(actor: User, generation: Generation) -> Q:
    """Return the condition that a customer has a tie in sight, from whichever end."""
    number = OuterRef("customer_id")
    fed = visibility.visible(PublishedRelation, actor, generation)
    written = visibility.visible(Relation, actor, generation).filter(outdated_on=None)
    ends: list[QuerySet[PublishedRelation] | QuerySet[Relation] | QuerySet[Acquaintance]] = [
        fed.filter(from_id=number),
        fed.filter(to_id=number),
        written.filter(customer_id=number),
        written.filter(other_id=number),
    ]
    if may(actor.role, Thing.ACQUAINTANCE, Action.LIST):
        met = visibility.visible(Acquaintance, actor, generation).filter(outdated_on=None)
        ends.append(met.filter(customer_id=number))
    condition = Q()
    for one in ends:
        condition |= Q(Exists(one))
    return condition


def _suggested(  # noqa: PLR0913 - one page, told in keywords
    rules: RelationRules,
    told: Iterable[Told],
    *,
    found: Mapping[str, Person],
    near: list[str],
    today: dt.date,
    aside: Mapping[Pair, Dismissal],
) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    """Return each whom it pays to meet once, in the order of those near them, then by reason and assets.

    Whom one customer leads to and was set aside there, another may still lead to; apart what no other does.
    """
    place, order = {number: at for at, number in enumerate(near)}, list(worth.REASONS)
    made: dict[str, tuple[tuple[bool, int, int, object, str], Suggestion]] = {}
    for one in told:
        person = found.get(one.other)
        code = reason(rules, one, person, centre=one.one, today=today)
        if not code or one.one not in found or one.other in place or not (one.named or person):
            continue
        row = aside.get((one.one, one.other))
        key = (row is not None, place[one.one], order.index(code), -(person.aum if person else 0), one.other)
        if one.other not in made or key < made[one.other][0]:
            suggestion = Suggestion(near=found[one.one], told=one, person=person, reason=code, dismissal=row)
            made[one.other] = (key, suggestion)
    ordered = [suggestion for _key, suggestion in sorted(made.values(), key=lambda one: one[0])]
    return (
        tuple(one for one in ordered if one.dismissal is None),
        tuple(one for one in ordered if one.dismissal is not None),
    )
