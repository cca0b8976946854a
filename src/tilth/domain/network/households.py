"""A household in sight: its members, what they have together, talks of late, what falls due (PROF-23, B7).

All of it is made of customers and accounts that the actor sees: a member or an account out of sight changes
nothing. A joint account counts once (A23).
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tilth.access import reads, visibility
from tilth.access.ahead import together
from tilth.data.models import Contact, Generation, PublishedHolding, User
from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.network import families
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.relation import RelationRules
from tilth.policy.vocabulary import ASSET_CATEGORIES

ROUNDS = 4
"""So many ties away a family is followed, as the night does."""
MOST = 60
"""People of one family who are looked at."""
TALKS, AHEAD = 30, 90
"""Days of the talks behind, and of what falls due."""


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Somebody tied to a member who lives in another household."""

    person: Person
    of: Person
    """The member."""
    kind: str
    """What the person is to the member."""
    head: Person
    """After whom the other household is called."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A member who is no customer."""

    name: str
    """Empty for a minor."""
    kind: str
    """What they are to a member."""


@dataclass(frozen=True, kw_only=True)
class Rollup:
    """What the members have together."""

    assets: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    """Asset category and amount, the largest first: the household's allocation (B7)."""
    categories: int
    products: int
    """Open holdings, joint ones once."""
    joint: int
    """Accounts that two or more of the members hold together, each counted once."""
    due: Decimal
    """What matures within ninety days."""
    first_due: tuple[dt.date, str, Decimal] | None
    """The nearest: its day, the product, the amount."""


@dataclass(frozen=True, kw_only=True)
class Household:
    """One household as the actor sees it."""

    head: Person
    members: tuple[Person, ...]
    """The head first, the others by assets."""
    named: tuple[Named, ...]
    """Members who are no customers."""
    kin: tuple[Kin, ...]
    rollup: Rollup | None
    """None for whoever may not list holdings."""
    talks: tuple[tuple[Person, int], ...] | None
    """Two-way contacts of the last thirty days by member; None for whoever may not list contacts."""

    @property
    def customer_ids(self) -> tuple[str, ...]:
        """Everybody whom it names."""
        return tuple(sorted({one.customer_id for one in (*self.members, *(kin.person for kin in self.kin))}))


def of_customer(walk: Walk, *, customer_id: str, today: dt.date) -> Household | None:
    """Return the household of a customer; None for whoever has nobody in it. At most seven statements."""
    told = _family(walk, customer_id)
    if not told:
        return None
    ends = {end for one in told for end in (one.one, one.other if not one.named else one.one)}
    found = walk.people(ends)
    living = {number: one for number, one in found.items() if not one.deceased}
    named = {one.other: one for one in told if one.named}
    homes = families.households({*living, *named}, _pairs(told, walk.rules))
    home = homes.get(customer_id)
    mine = [one for number, one in living.items() if homes[number] == home]
    beside = [one for number, one in named.items() if homes[number] == home]
    if home is None or len(mine) + len(beside) == 1:
        return None
    kin = _kin(told, living, homes, home)
    return _household(walk, mine, beside=beside, kin=kin, today=today)


def _pairs(told: list[Told], rules: RelationRules) -> list[tuple[str, str, str]]:
    """Return the ties in both directions: of somebody by name only one is told."""
    found: list[tuple[str, str, str]] = []
    for one in told:
        tie = rules.by_code[one.kind]
        found += [
            (one.one, one.other, tie.household),
            (one.other, one.one, rules.by_code[tie.inverse].household),
        ]
    return found


def _family(walk: Walk, customer_id: str) -> list[Told]:
    """Return the ties of a family, walked from one of them."""
    found: list[Told] = []
    known, walked = {customer_id}, {customer_id}
    for _round in range(ROUNDS):
        told = walk.around(walked)
        of_family = [one for one in told if one.kind in walk.rules.of_household]
        found += of_family
        walked = {one.other for one in of_family if not one.named} - known
        known |= walked
        if not walked or len(known) > MOST:
            break
    return found


def _kin(told: list[Told], living: dict[str, Person], homes: dict[str, str], home: str) -> tuple[Kin, ...]:
    """Return who is tied to a member and lives elsewhere, each once."""
    found: dict[str, Kin] = {}
    for one in sorted(told, key=lambda one: (one.other, one.one)):
        if one.one in living and one.other in living and homes[one.one] == home != homes[one.other]:
            there = [person for number, person in living.items() if homes[number] == homes[one.other]]
            kin = Kin(person=living[one.other], of=living[one.one], kind=one.kind, head=_richest(there)[0])
            found.setdefault(one.other, kin)
    return tuple(found.values())


def _richest(found: list[Person]) -> list[Person]:
    """Return members in their order: the one with the largest assets is the head."""
    return sorted(found, key=lambda one: (-one.aum, one.customer_id))


def _household(
    walk: Walk, mine: list[Person], *, beside: list[Told], kin: tuple[Kin, ...], today: dt.date
) -> Household:
    actor, generation = walk.actor, walk.generation
    members = _richest(mine)
    ids = [one.customer_id for one in sorted(mine, key=lambda one: one.customer_id)]
    holds, talks = (may(actor.role, thing, Action.LIST) for thing in (Thing.HOLDING, Thing.CONTACT))
    since = today - dt.timedelta(days=TALKS)
    with together(
        _held.asked(actor, generation, ids=ids), _talked.asked(actor, generation, ids=ids, since=since)
    ):
        rows = _held(actor, generation, ids=ids)
        talked = Counter(_talked(actor, generation, ids=ids, since=since))
    return Household(
        head=members[0],
        members=tuple(members),
        named=tuple(Named(name=one.name, kind=one.kind) for one in beside),
        kin=kin,
        rollup=_rollup(rows, today) if holds else None,
        talks=tuple((one, talked[one.customer_id]) for one in members if talked[one.customer_id])
        if talks
        else None,
    )


def _rollup(rows: list[PublishedHolding], today: dt.date) -> Rollup:
    once = {row.holding_id: row for row in rows}
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for row in once.values():
        if row.category in ASSET_CATEGORIES:
            parts[row.category] += row.balance_base
    until = today + dt.timedelta(days=AHEAD)
    due = sorted(
        (row.matures_on, row.holding_id)
        for row in once.values()
        if row.matures_on is not None and today <= row.matures_on <= until
    )
    nearest = once[due[0][1]] if due else None
    return Rollup(
        assets=sum(parts.values(), Decimal(0)),
        parts=tuple(sorted(parts.items(), key=lambda part: (-part[1], part[0]))),
        categories=len({row.category for row in once.values()}),
        products=len(once),
        joint=len(rows) - len(once),
        due=sum((once[number].balance_base for _, number in due), Decimal(0)),
        first_due=(due[0][0], nearest.product_name, nearest.balance_base) if nearest else None,
    )


@reads.scoped
def _held(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedHolding]":
    rows = visibility.visible(PublishedHolding, actor, generation).filter(Q(customer_id__among=ids))
    only = (
        "generation",
        "holding_id",
        "customer_id",
        "category",
        "product_name",
        "balance_base",
        "matures_on",
    )
    return rows.order_by("holding_id", "customer_id").only(*only)


@reads.scoped
def _talked(
    actor: User, generation: Generation, *, ids: list[str], since: dt.date
) -> "QuerySet[Contact, str]":
    seen = visibility.visible(Contact, actor, generation).filter(Q(customer_id__among=ids), two_way=True)
    return seen.filter(contact_on__gte=since).order_by("customer_id").values_list("customer_id", flat=True)
