"""Read a book and a branch from what the night counted: the customers themselves are not read for that."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from tilth.access import reads, scopes, visibility
from tilth.data.models import (
    Generation,
    PublishedBook,
    PublishedBranchTotal,
    PublishedCustomer,
    PublishedStaff,
    User,
)
from tilth.domain import days
from tilth.domain.book import keeping, targets
from tilth.domain.book.model import Branch, Done, KeptHere, Manager, Managers, Part, Small, Tier, Totals
from tilth.domain.call_lists import queries as lists
from tilth.domain.contacts import made
from tilth.domain.covers import queries as covers
from tilth.domain.customers.filters import still_open
from tilth.domain.staff import branches as organisation
from tilth.policy.vocabulary import CATEGORIES, TIERS

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PAGE = 50
MOST_READ = 20_000
"""Customers that are read; above this the page says what the night counted alone."""
Counted = PublishedBook | PublishedBranchTotal


class _Named(TypedDict):
    staff_name: str | None
    staff_spelt: str | None


def own(actor: User, generation: Generation, *, below: Decimal) -> Totals | None:
    """Return the actor's own book; None when no list is made for them; two queries.

    `below`: the assets under which customers are to be developed.
    """
    row = lists.book(actor, generation)
    if row is None:
        return None
    assets, part, small = _read(actor, generation, below)
    return replace(
        _totals([row], assets),
        never=part.never,
        numberless=part.numberless,
        small=small,
        reach=targets.reach(row),
    )


def branches(actor: User, generation: Generation) -> tuple[Branch, ...]:
    """Return the branches whose numbers the actor may read, from the top down; at most one query."""
    found = sorted(organisation.reached(actor, generation), key=lambda row: (len(row[2]), row[0]))
    below: dict[str, list[str]] = defaultdict(list)
    for branch_id, _name, path in found:
        for above in path:
            below[above].append(branch_id)
    top = min((len(path) for _, _, path in found), default=0)
    return tuple(
        Branch(branch_id=code, name=name, depth=len(path) - top, below=tuple(below[code]))
        for code, name, path in found
    )


def of_branch(actor: User, generation: Generation, branch: Branch, *, below: Decimal) -> Totals:
    """Return a branch with all below it; three queries."""
    rows = _totalled(actor, generation, within=list(branch.below))
    if sum(row.customers for row in rows) > MOST_READ:
        return _totals(rows, {})
    kept, assets, small = keeping.of_branch(actor, generation, branch, below=below)
    whole = kept.all
    found = _totals(rows, assets)
    return replace(found, never=whole.never, numberless=whole.numberless, small=small, kept=kept)


@reads.scoped
def _totalled(actor: User, generation: Generation, *, within: list[str]) -> "QuerySet[PublishedBranchTotal]":
    return visibility.visible(PublishedBranchTotal, actor, generation).filter(_within(within))


def size(actor: User, generation: Generation, branch: Branch) -> int:
    """Return how many customers a branch has with all below it; one query."""
    rows = visibility.visible(PublishedBranchTotal, actor, generation)
    counted = rows.filter(_within(branch.below)).aggregate(number=Sum("customers"))
    return int(counted["number"] or 0)


def managers(
    actor: User, generation: Generation, branch: Branch, *, today: dt.date, after: str = ""
) -> Managers:
    """Return one page of a branch's managers with what they did since Monday; three queries."""
    return _managers(generation, _books(actor, generation, branch, after), actor, today=today)


def _managers(
    generation: Generation,
    found: "list[WithAnnotations[PublishedBook, _Named]]",
    actor: User,
    *,
    today: dt.date,
) -> Managers:
    page = found[:PAGE]
    standing = covers.standing_in(generation, [row.rm_id for row in page], today=today)
    results = done(actor, generation, [row.rm_id for row in page], today=today)
    return Managers(
        items=tuple(
            _manager(row, results.get(row.rm_id, Done()), standing.get(row.rm_id, "")) for row in page
        ),
        following=page[-1].rm_id if len(found) > PAGE else "",
    )


def team(actor: User, generation: Generation, *, today: dt.date, after: str = "") -> Managers:
    """Return one page of all managers whose books are in sight, as `managers` does; three queries."""
    return _managers(generation, _all(actor, generation, after=after), actor, today=today)


@reads.scoped
def _all(
    actor: User, generation: Generation, *, after: str
) -> "QuerySet[WithAnnotations[PublishedBook, _Named]]":
    rows = visibility.visible(PublishedBook, actor, generation).filter(rm_id__gt=after)
    return _with_names(rows, generation).order_by("rm_id")[: PAGE + 1]


def people(
    actor: User, generation: Generation, branch: Branch, *, after: str = ""
) -> tuple[tuple[str, str], ...]:
    """Return number and name of the managers on one page of a branch; one query."""
    page = _books(actor, generation, branch, after)[:PAGE]
    return tuple((row.rm_id, row.staff_name or row.rm_id) for row in page)


def person(
    actor: User, generation: Generation, branch: Branch, *, staff_id: str
) -> tuple[tuple[str, str], ...]:
    """Return number and name of one manager of a branch; empty for anybody else; one query."""
    rows: list[WithAnnotations[PublishedBook, _Named]] = _one(
        actor, generation, within=list(branch.below), staff_id=staff_id
    )
    return tuple((row.rm_id, row.staff_name or row.rm_id) for row in rows)


def everybody(actor: User, generation: Generation, branch: Branch, *, most: int) -> tuple[str, ...]:
    """Return the numbers of a branch's managers, one more than `most` where there are more; one query."""
    rows = visibility.visible(PublishedBook, actor, generation).filter(_within(branch.below))
    return tuple(rows.order_by("rm_id").values_list("rm_id", flat=True)[: most + 1])


def _books(
    actor: User, generation: Generation, branch: Branch, after: str
) -> "list[WithAnnotations[PublishedBook, _Named]]":
    """Return the books of one page and one more, where there is one, each with the manager's name."""
    return _named(actor, generation, within=list(branch.below), after=after)


@reads.scoped
def _named(
    actor: User, generation: Generation, *, within: list[str], after: str
) -> "QuerySet[WithAnnotations[PublishedBook, _Named]]":
    rows = visibility.visible(PublishedBook, actor, generation).filter(_within(within), rm_id__gt=after)
    return _with_names(rows, generation).order_by("rm_id")[: PAGE + 1]


@reads.scoped
def _one(
    actor: User, generation: Generation, *, within: list[str], staff_id: str
) -> "QuerySet[WithAnnotations[PublishedBook, _Named]]":
    rows = visibility.visible(PublishedBook, actor, generation).filter(_within(within), rm_id=staff_id)
    return _with_names(rows, generation)


def _with_names(
    rows: "QuerySet[PublishedBook]", generation: Generation
) -> "QuerySet[WithAnnotations[PublishedBook, _Named]]":
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("rm_id"))
    spelt = person.values(spelt=Coalesce("name_pinyin", "name"))
    return rows.annotate(staff_name=Subquery(person.values("name")[:1]), staff_spelt=Subquery(spelt[:1]))


def done(
    actor: User, generation: Generation, staff_ids: Sequence[str], *, today: dt.date
) -> Mapping[str, Done]:
    """Return staff number → what was done since Monday; one query, none for nobody.

    A day counts for who called, wherever the customer is by now; tonight counts for whose list it is.
    """
    if not staff_ids:
        return {}
    scopes.of(actor, generation)
    dialled: dict[str, dict[dt.date, int]] = defaultdict(dict)
    contacts: dict[str, dict[dt.date, int]] = defaultdict(dict)
    tonight: dict[str, int] = {}
    for one in made.by_day(staff_ids, since=days.week_start(today), until=today):
        if one.day is None:
            tonight[one.staff_id] = one.dialled
        else:
            dialled[one.staff_id][one.day], contacts[one.staff_id][one.day] = one.dialled, one.contacts
    return {
        name: Done(tonight=tonight.get(name, 0), dialled=dialled[name], contacts=contacts[name])
        for name in {*tonight, *dialled}
    }


def _within(branches: Iterable[str]) -> Q:
    """Return: the row's branch is one of these; they go to the database as one array."""
    return Q(branch_id__among=list(branches))


def _read(actor: User, generation: Generation, below: Decimal) -> tuple[dict[str, Decimal], Part, Small]:
    """Return tier → assets, whom to meet and to find a number of, those to be developed; none closed."""
    found = _by_tier(actor, generation, below=below)
    return (
        {tier: total for tier, total, *_rest in found},
        sum((Part(never=never, numberless=none) for _, _, never, none, *_rest in found), Part()),
        sum((Small(customers=few, under_served=under) for *_rest, few, under in found), Small()),
    )


@reads.scoped
def _by_tier(
    actor: User, generation: Generation, *, below: Decimal
) -> "QuerySet[PublishedCustomer, tuple[str, Decimal, int, int, int, int]]":
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(rm_id=actor.staff_id)
    asked = keeping.waiting() | keeping.small(below)
    rows = mine.filter(still_open(generation)).order_by().values_list("tier")
    return rows.annotate(total=Sum("aum"), **asked)


def _totals(rows: Sequence[Counted], read: Mapping[str, Decimal]) -> Totals:
    """Return the sums of some rows; `read`: assets by tier of customers that were read."""
    assets = read or _assets(rows)
    customers = sum(row.customers for row in rows)
    across = sum((_across(row) for row in rows), Decimal(0))
    return Totals(
        customers=customers,
        aum=sum((row.aum for row in rows), Decimal(0)) - across,
        joint=bool(across or sum(row.joint_repeats or 0 for row in rows)),
        tiers=tuple(
            Tier(
                code=tier,
                customers=sum(getattr(row, f"tier_{tier}") for row in rows),
                aum=assets.get(tier, Decimal(0)) if assets or not customers else None,
            )
            for tier in reversed(TIERS)
        ),
        familiar=sum(row.familiar for row in rows),
        under_served=sum(row.under_served for row in rows),
        overdue=sum(row.overdue for row in rows),
        products_per_customer=_mean(rows, "products_per_customer", customers),
        penetration={
            code: share
            for code in CATEGORIES
            if (share := _mean(rows, f"penetration_{code}", customers)) is not None
        },
        holders={
            code: sum(round((getattr(row, f"penetration_{code}") or 0.0) * row.customers) for row in rows)
            for code in CATEGORIES
        },
        list_size=sum(row.list_size for row in rows),
        kept_here=_kept_here(rows),
    )


def _assets(rows: Sequence[Counted]) -> Mapping[str, Decimal]:
    """Return the assets by tier as the night counted them; empty for a night of an earlier version."""
    counted = {tier: [getattr(row, f"assets_{tier}") for row in rows] for tier in TIERS}
    if any(None in found for found in counted.values()):
        return {}
    return {tier: sum(found, Decimal(0)) for tier, found in counted.items()}


def _kept_here(rows: Sequence[Counted]) -> KeptHere | None:
    known = [(row.share_known, row.share_here, row.share_elsewhere) for row in rows]
    there = [(n, here, other) for n, here, other in known if None not in (n, here, other)]
    if len(there) < len(known):
        return None
    return KeptHere(
        customers=sum(number or 0 for number, _here, _other in there),
        here=sum((here or Decimal(0) for _number, here, _other in there), Decimal(0)),
        elsewhere=sum((other or Decimal(0) for _number, _here, other in there), Decimal(0)),
    )


def _across(row: Counted) -> Decimal:
    """Return what the sum over a branch and all below it counts more than once, at this branch."""
    return (row.joint_across or Decimal(0)) if isinstance(row, PublishedBranchTotal) else Decimal(0)


def _mean(rows: Iterable[Counted], column: str, customers: int) -> float | None:
    """Return a ratio over several branches, each with the weight of its customers."""
    if not customers:
        return None
    return float(sum((getattr(row, column) or 0.0) * row.customers for row in rows) / customers)


def _manager(row: "WithAnnotations[PublishedBook, _Named]", results: Done, covered_by: str) -> Manager:
    return Manager(
        staff_id=row.rm_id,
        name=row.staff_name or row.rm_id,
        spelt=row.staff_spelt or row.rm_id,
        branch_id=row.branch_id,
        customers=row.customers,
        aum=row.aum,
        overdue=row.overdue,
        under_served=row.under_served,
        contacts_made=row.contacts_made,
        contacts_connected=row.contacts_connected,
        list_size=row.list_size,
        missing=row.deviation_familiar + row.deviation_unfamiliar,
        done=results,
        covered_by=covered_by,
        reach=targets.reach(row),
    )
