"""The first few customers that a text finds, for the palette: the rule of `search.find`, compiled once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from tilth.access import personal, reads, scopes
from tilth.access.scopes import Scope
from tilth.access.walks import Act
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.data.models.published.customer import Wrong
from tilth.domain.customers import order, rows, search, walking
from tilth.domain.numbers import queries as numbers

QUICK = 8
"""Customers that the palette shows while somebody types."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One customer as the palette names them, as the actor may read it."""

    customer_id: str
    name: str | None
    mobile: str
    tier: str
    aum: Decimal
    kind: str
    wrong: Wrong | None = None
    """The mark of the number shown, where it is wrong; None for one that can be called."""
    deceased: bool = False


@dataclass(frozen=True, kw_only=True)
class Quick:
    """The first few customers that a text finds, why there are none, and what the search counts as."""

    people: tuple[Hit, ...] = ()
    refused: str = ""
    cut: bool = False
    """Whether only names that begin with the text are shown."""
    act: Act | None = None


def quick(actor: User, generation: Generation, *, text: str) -> Quick:
    """Return the first few customers that a text finds; the rule of `find` holds."""
    scope = scopes.of(actor, generation)
    key = search.key_of(actor, generation, scope, text)
    names_somebody = scope.kind == "bank"
    if key is None or (names_somebody and not key.strong):
        return Quick(refused=search.ONLY_WILDCARDS if key is None else search.NEEDS_KEY)
    chosen, cut = search.chosen_of(actor, generation, key, scope)
    found = _met(actor, generation, rule=chosen, bank_wide=names_somebody)
    if names_somebody:
        if len(found) > search.MOST:
            return Quick(refused=search.TOO_MANY, act=walking.act(text, key, scope, ()))
        found = sorted(found, key=lambda row: (-row.aum, row.customer_id))[:QUICK]
    people = _people(actor, generation, found)
    act = walking.act(text, key, scope, people)
    return Quick(people=_hits(people, scope), act=act, cut=cut)


def _people(
    actor: User, generation: Generation, found: Sequence[PublishedCustomer]
) -> Sequence[PublishedCustomer]:
    """Return the customers found, merged numbers by those that stay; one query, none without such."""
    if all(row.one_with is None for row in found):
        return found
    numbers = list(dict.fromkeys(row.one_with or row.customer_id for row in found))
    rule = Q(customer_id__among=numbers)
    by_number = {row.customer_id: row for row in _met(actor, generation, rule=rule, bank_wide=True)}
    return [by_number[one] for one in numbers if one in by_number]


@reads.scoped
def _met(actor: User, generation: Generation, *, rule: Q, bank_wide: bool) -> order.Rows:
    met = rows.told(rows.met(actor, generation, rule, merged=True).only(*rows.HIT))
    return met.order_by()[: search.MOST + 1] if bank_wide else met.order_by("-aum", "customer_id")[:QUICK]


def these(actor: User, generation: Generation, *, numbers: Sequence[str]) -> tuple[Hit, ...]:
    """Return the customers of these numbers whom the actor still sees, in this order; 1 query."""
    scope = scopes.of(actor, generation)
    found = _met(actor, generation, rule=Q(customer_id__among=list(numbers)), bank_wide=True)
    found = [row for row in found if row.one_with is None]
    by_number = {hit.customer_id: hit for hit in _hits(found, scope)}
    return tuple(by_number[number] for number in numbers if number in by_number)


def _hits(found: Iterable[PublishedCustomer], scope: Scope) -> tuple[Hit, ...]:
    return tuple(_hit(personal.show(numbers.weigh(row), scope, "search")) for row in found)


def _hit(row: PublishedCustomer) -> Hit:
    number, wrong = numbers.shown(row)
    return Hit(
        customer_id=row.customer_id,
        name=row.name,
        mobile=number,
        tier=row.tier,
        aum=row.aum,
        kind=row.kind,
        wrong=wrong,
        deceased=row.deceased,
    )
