"""Numbers of one person that are in one hand are handed over together (IDN-02)."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, User

NEEDED = ("customer_id", "rm_id", "branch_id", "aum", "one_with")


def person(row: PublishedCustomer) -> str:
    """Return the number under which the person of a number stands."""
    return row.one_with or row.customer_id


def whole(
    by: User, generation: Generation, chosen: Sequence[PublishedCustomer], *, owner: str | None
) -> list[PublishedCustomer]:
    """Return the chosen customers of an owner with their other numbers in that hand; at most 2 queries."""
    mine = visibility.visible(PublishedCustomer, by, generation).only(*NEEDED)
    mine = mine.filter(Q(rm_id__isnull=True) if owner is None else Q(rm_id=owner))
    merged = list(mine.filter(one_with__isnull=False).order_by("customer_id"))
    if not merged:
        return list(chosen)
    there = {row.customer_id for row in chosen}
    people = {person(row) for row in chosen}
    more = [row for row in merged if person(row) in people and row.customer_id not in there]
    roots = {person(row) for row in merged if person(row) in people} - there
    return [*chosen, *more, *mine.filter(customer_id__in=sorted(roots))]


def divided(
    by: User, generation: Generation, numbers: Iterable[str], moving: Iterable[str]
) -> frozenset[str]:
    """Return those of `moving` whose person has another number in the same hand that stays; one query.

    `numbers` are all that may go.
    """
    going = set(moving)
    mine: QuerySet[PublishedCustomer] = visibility.visible(PublishedCustomer, by, generation).only(*NEEDED)
    there = {row.customer_id: row for row in mine.filter(customer_id__in=list(numbers))}
    people = {person(row) for row in there.values()}
    others = mine.filter(Q(customer_id__in=sorted(people)) | Q(one_with__in=sorted(people)))
    hands: dict[str, set[str | None]] = {}
    for row in others:
        if row.customer_id not in going:
            hands.setdefault(person(row), set()).add(row.rm_id)
    return frozenset(
        number
        for number in going
        if number in there and there[number].rm_id in hands.get(person(there[number]), set())
    )
