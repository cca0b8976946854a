"""Who belongs to whom: couples, children, parents, employers, referrals, owners of companies, trade.

`kind` says what `to` is to `from`. Relations are among the customers of the first evening and do not change.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tilth.connectors.demo_bank.columns import Flags, dates, listed, ordinal
from tilth.connectors.demo_bank.people.customers import customer_ids
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.profiles import BY_NAME as PROFILE
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.streams import stream
from tilth.lake.arrow import arrow_schema
from tilth.ports.feed import BY_NAME
from tilth.ports.feed.people import RELATION_KINDS

Places = NDArray[np.int64]
Couples = tuple[Places, Places]
Pairs = tuple[str, Places, Places]

_GENERATION = int(28 * YEAR)
_BLOCK = 1_000_000
"""More than any day number: `unit × _BLOCK + day` sorts by unit, then by day."""


def couples(plan: Plan, people: Population) -> Couples:
    """Return wives and husbands: the married of one branch, matched by age."""
    known = np.arange(len(people)) < plan.customers
    chosen = people.married & known & ~people.scripted & (people.work % 4 > 0)
    wives, husbands = (
        _by_unit_and_age(people, chosen & gender) for gender in (people.female, ~people.female)
    )
    rank = [_rank_in_unit(people, side) for side in (wives, husbands)]
    names = [people.unit[side] * _BLOCK + place for side, place in zip((wives, husbands), rank, strict=True)]
    _, left, right = np.intersect1d(names[0], names[1], assume_unique=True, return_indices=True)
    near = np.abs(people.born[wives[left]] - people.born[husbands[right]]) < 12 * YEAR
    return wives[left][near], husbands[right][near]


def part_some(plan: Plan, people: Population, pairs: Couples) -> None:
    """Let a few couples bank at two branches: the wife's account is kept where some other customer's is."""
    draw = stream(plan.seed, "parting")
    moving = pairs[0][draw.random(len(pairs[0])) < 0.05]
    model = draw.integers(0, plan.customers, len(moving))
    people.unit[moving] = people.unit[model]
    people.owner[moving] = people.owner[model]


def relations_table(
    plan: Plan, people: Population, pairs: Couples, planted: list[tuple[int, int, str]]
) -> pa.Table:
    """Return the feed's relations, sorted by from, to, kind; none twice."""
    draw = stream(plan.seed, "relations")
    found = [
        *_families(people, pairs, plan),
        *_acquaintances(plan, draw, people),
        *_firms(plan, draw, people),
    ]
    found += [(kind, np.array([a]), np.array([b])) for a, b, kind in planted]
    kinds = np.concatenate([np.full(len(a), RELATION_KINDS.index(kind)) for kind, a, _ in found])
    givers = np.concatenate([a for _, a, _ in found]).astype(np.int64)
    takers = np.concatenate([b for _, _, b in found]).astype(np.int64)
    keys = np.unique(((givers * len(people) + takers) * 32 + kinds)[givers != takers])
    one, other, kind_codes = keys // 32 // len(people), keys // 32 % len(people), keys % 32
    ids = customer_ids(len(people))
    since = np.maximum(people.opened[one], people.opened[other])
    columns = [ids.take(one), ids.take(other), listed(kind_codes, RELATION_KINDS), dates(since)]
    return pa.table(columns, names=arrow_schema(BY_NAME["relations"]).names)


def _by_unit_and_age(people: Population, chosen: Flags) -> Places:
    places = np.flatnonzero(chosen)
    return places[np.lexsort((people.born[places], people.unit[places]))]


def _rank_in_unit(people: Population, places: Places) -> Places:
    units = people.unit[places]
    return np.arange(len(places)) - np.searchsorted(units, units, side="left")


def _families(people: Population, pairs: Couples, plan: Plan) -> Iterator[Pairs]:
    wives, husbands = pairs
    yield "spouse", wives, husbands
    yield "spouse", husbands, wives
    known = np.arange(len(people)) < plan.customers
    adult = ~people.company & (people.born < ordinal(plan.start) - 24 * YEAR)
    minors = np.flatnonzero((people.profile == PROFILE["minor"]) & known & ~people.scripted)
    grown = np.flatnonzero(
        adult & known & ~people.scripted & (people.work % 4 == 1) & (people.education == 3)
    )
    for children in (minors, grown):
        child, pair = _parents_of(people, children, pairs)
        for parent in (wives[pair], husbands[pair]):
            yield "parent", child, parent
            yield "child", parent, child


def _parents_of(people: Population, children: Places, pairs: Couples) -> tuple[Places, Places]:
    """For each child the couple of its branch whose father is nearest to a generation older, if any fits."""
    wives, husbands = pairs
    if not len(husbands) or not len(children):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    key = people.unit[husbands].astype(np.int64) * _BLOCK + people.born[husbands]
    order = np.argsort(key, kind="stable")
    wanted = people.unit[children].astype(np.int64) * _BLOCK + people.born[children] - _GENERATION
    pair = order[np.minimum(np.searchsorted(key[order], wanted), len(order) - 1)]
    fits = people.unit[husbands[pair]] == people.unit[children]
    for parent in (wives[pair], husbands[pair]):
        years = (people.born[children] - people.born[parent]) / YEAR
        fits &= (years > 20) & (years < 45)
    return children[fits], pair[fits]


def _acquaintances(plan: Plan, draw: np.random.Generator, people: Population) -> Iterator[Pairs]:
    """Strangers by chance: a tenth of the persons came by referral, fewer are friends, neighbours, kin."""
    persons = np.flatnonzero(~people.company[: plan.customers] & ~people.scripted[: plan.customers])
    for kind, share in (
        ("referred_by", 0.10),
        ("friend", 0.03),
        ("neighbour", 0.01),
        ("colleague", 0.02),
        ("sibling", 0.015),
        ("relative", 0.015),
    ):
        one = persons[draw.random(len(persons)) < share]
        other = draw.choice(persons, len(one))
        if kind == "referred_by":
            earlier = people.opened[other] < people.opened[one]
            yield kind, one[earlier], other[earlier]
        else:
            yield kind, one, other
            yield kind, other, one


def _firms(plan: Plan, draw: np.random.Generator, people: Population) -> Iterator[Pairs]:
    hired = np.flatnonzero((people.employer >= 0) & (np.arange(len(people)) < plan.customers))
    yield "employer", hired, people.employer[hired].astype(np.int64)
    known = np.arange(len(people)) < plan.customers
    firms = np.flatnonzero(people.company & known & ~people.scripted)
    owners = np.flatnonzero((people.profile == PROFILE["self_directed"]) & known & ~people.scripted)
    clerks = np.flatnonzero((people.profile == PROFILE["salaried"]) & known & ~people.scripted)
    if not len(firms) or not len(owners) or not len(clerks):
        return
    head = draw.choice(owners, len(firms))
    yield "legal_representative", firms, head
    yield "shareholder", firms, head
    yield "controls", firms, head
    yield "shareholder", firms, draw.choice(owners, len(firms))
    yield "finance_contact", firms, draw.choice(clerks, len(firms))
    yield "guarantor", firms[::5], head[::5]
    partner = draw.permutation(firms)
    yield "supplier", firms, partner
    yield "buyer", partner, firms
