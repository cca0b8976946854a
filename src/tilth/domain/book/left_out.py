"""Who is not on tonight's list and why: each owned customer is on it or has one first cause (LIST-15)."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, QuerySet

from tilth.access import reads
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.book import keeping
from tilth.domain.customers import rows
from tilth.policy.codes import CAUSES

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Customers of one cause."""

    cause: str
    """A code of `codes.CAUSES`."""
    customers: int
    lifts_on: dt.date | None
    """The first day on which it lifts for somebody; None where no day is known."""


@dataclass(frozen=True, kw_only=True)
class Parted:
    """All customers of a book or a branch: on the list, left out by cause, nobody's."""

    listed: int
    left_out: "Sequence[LeftOut]"
    """In the order in which the night looks for a cause."""
    unassigned: int
    """Without a manager nobody makes a list."""

    @property
    def customers(self) -> int:
        """All of them; closed ones among them, merged numbers under the one that stays."""
        return self.listed + sum(one.customers for one in self.left_out) + self.unassigned


def parted(
    actor: User, generation: Generation, *, staff_id: str = "", branches: "Sequence[str]" = ()
) -> Parted:
    """Return the customers of a manager, or else of some branches, by why they are not listed; one query."""
    found = _counted(actor, generation, staff_id=staff_id, branches=list(branches))
    by_cause = {cause: (number, lifts) for cause, _listed, number, lifts in found if cause}
    others = [(listed, number) for cause, listed, number, _lifts in found if not cause]
    order = list(CAUSES)
    return Parted(
        listed=sum(number for listed, number in others if listed),
        left_out=tuple(
            LeftOut(cause=cause, customers=number, lifts_on=lifts)
            for cause, (number, lifts) in sorted(by_cause.items(), key=lambda one: order.index(one[0]))
        ),
        unassigned=sum(number for listed, number in others if not listed),
    )


@reads.scoped
def _counted(
    actor: User, generation: Generation, *, staff_id: str, branches: list[str]
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    whose = keeping.whose(staff_id, branches)
    mine = rows.met(actor, generation, whose).order_by()
    told = mine.annotate(listed=Q(list_rank__isnull=False))
    by = told.values_list("excluded_cause", "listed")
    return by.annotate(number=Count("customer_id"), lifts=Min("excluded_until"))
