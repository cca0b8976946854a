"""Which categories the customers of a book or a branch hold, and which of them together (TAG-05, PROD-11)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from tilth.access import reads
from tilth.data.models import Generation, User
from tilth.domain.book import keeping
from tilth.domain.customers import rows
from tilth.domain.customers.filters import still_open

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.data.models import PublishedCustomer


@dataclass(frozen=True, kw_only=True)
class Held:
    """People, not closed, and how many of them hold what."""

    customers: int
    one: Mapping[str, int]
    """Category → how many hold it."""
    two: Mapping[frozenset[str], int]
    """Two categories → how many hold both; who holds neither together is left out."""
    few: int
    """Those whose assets are below the limit."""
    few_one: Mapping[str, int]
    """Category → how many of these hold it."""


def counted(
    actor: User, generation: Generation, *, staff_id: str = "", branches: Sequence[str] = (), below: Decimal
) -> Held:
    """Return what the people of a manager, or else of some branches, hold; one query."""
    found = _counted(actor, generation, staff_id=staff_id, branches=list(branches), below=below)
    one, two, few = Counter[str](), Counter[frozenset[str]](), Counter[str]()
    for categories, number, small in found:
        one.update(dict.fromkeys(categories, number))
        two.update({frozenset(pair): number for pair in combinations(categories, 2)})
        few.update(dict.fromkeys(categories, small))
    return Held(
        customers=sum(number for _held, number, _small in found),
        one=one,
        two=two,
        few=sum(small for _held, _number, small in found),
        few_one=few,
    )


@reads.scoped
def _counted(
    actor: User, generation: Generation, *, staff_id: str, branches: list[str], below: Decimal
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    whose = keeping.whose(staff_id, branches) & still_open(generation)
    mine = rows.met(actor, generation, whose).order_by().values("categories")
    small = Count("customer_id", filter=Q(aum__lt=below))
    return mine.annotate(number=Count("customer_id"), small=small).values_list(
        "categories", "number", "small"
    )
