"""Who keeps the customers of a branch: its managers, managers of other branches, people who left, nobody."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from tilth.access import reads, scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedStaff, User
from tilth.domain import guards
from tilth.domain.book.model import Branch, Kept, Part, Small
from tilth.domain.customers import filters
from tilth.domain.customers.filters import still_open


def whose(staff_id: str, branches: list[str]) -> Q:
    """Return the condition that a customer is a manager's, or else kept in one of some branches."""
    return Q(rm_id=staff_id) if staff_id else Q(branch_id__among=branches)


def small(below: Decimal) -> dict[str, Count]:
    """Return what counts the customers below a limit, and the under-served among them."""
    few = Q(aum__lt=below)
    return {
        "few": Count("customer_id", filter=few),
        "few_under": Count("customer_id", filter=few & Q(under_served=True)),
    }


def of_branch(
    actor: User, generation: Generation, branch: Branch, *, below: Decimal
) -> tuple[Kept, Mapping[str, Decimal], Small]:
    """Return the customers of a branch by keeper, their assets by tier, and those below a limit; two queries.

    Every customer in sight that is not closed is read: for branches that are small enough.
    """
    all_here = scopes.of(actor, generation).lies_within(branch.below)
    within = [] if all_here else list(branch.below)
    rows = _counted(actor, generation, within=within, below=below)
    parts: dict[str | None, Part] = defaultdict(Part)
    assets: dict[str, Decimal] = defaultdict(Decimal)
    whole = Small()
    for rm_id, tier, total, number, late, never, none, named, done, few, under in rows:
        whole += Small(customers=few, under_served=under)
        parts[rm_id] += Part(
            customers=number, overdue=late, never=never, numberless=none, listed=named, dialled=done
        )
        assets[tier] += total
    return _kept(generation, branch, parts), assets, whole


def of_people(actor: User, generation: Generation, people: Collection[str]) -> Kept:
    """Return what of some managers' books is in sight: a head sees none of another branch's; one query."""
    found = _of_people(actor, generation, people=list(people)) if people else ()
    parts: dict[str, Part] = defaultdict(Part)
    for rm_id, number, late, never, none, named, done in found:
        parts[rm_id] = Part(
            customers=number, overdue=late, never=never, numberless=none, listed=named, dialled=done
        )
    return Kept(managers=parts, unassigned=Part(), elsewhere=Part(), left=Part())


@reads.scoped
def _of_people(
    actor: User, generation: Generation, *, people: list[str]
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(still_open(generation))
    return (
        mine.filter(Q(rm_id__among=people)).order_by().values_list("rm_id").annotate(**_numbers(generation))
    )


def _numbers(generation: Generation) -> dict[str, Count]:
    return {
        "number": Count("customer_id"),
        "late": Count("customer_id", filter=Q(overdue_days__gt=0)),
        **waiting(),
        "named": Count("customer_id", filter=filters.listed("all", generation)),
        "done": Count("customer_id", filter=filters.listed("done", generation)),
    }


@reads.scoped
def _counted(
    actor: User, generation: Generation, *, within: list[str], below: Decimal
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    here = Q(branch_id__among=within) if within else Q()
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(here & still_open(generation))
    return (
        mine.order_by()
        .values_list("rm_id", "tier")
        .annotate(total=Sum("aum"), **_numbers(generation), **small(below))
    )


def waiting() -> dict[str, Count]:
    """Return what is counted of customers for whom something has to happen first: a contact, a number."""
    return {
        "never": Count("customer_id", filter=Q(overdue_days__gt=0, last_contact_on__isnull=True)),
        "numberless": Count("customer_id", filter=filters.numberless()),
    }


def _kept(generation: Generation, branch: Branch, parts: dict[str | None, Part]) -> Kept:
    keepers = [one for one in parts if one]
    works_at = dict(_at_work(generation=generation.pk, keepers=keepers)) if keepers else {}
    managers, elsewhere, left = {}, Part(), Part()
    for staff_id, part in parts.items():
        if staff_id is None:
            continue
        if works_at.get(staff_id) in branch.below:
            managers[staff_id] = part
        elif staff_id in works_at:
            elsewhere += part
        else:
            left += part
    return Kept(managers=managers, unassigned=parts.get(None, Part()), elsewhere=elsewhere, left=left)


@reads.plain
def _at_work(*, generation: int, keepers: list[str]) -> "QuerySet[PublishedStaff, tuple[str, str]]":
    there = PublishedStaff.objects.filter(Q(staff_id__among=keepers), generation=generation, active=True)
    return there.filter(role__in=guards.MANAGERS).values_list("staff_id", "branch_id")
