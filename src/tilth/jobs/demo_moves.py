"""A hand-over in the middle of the demo bank's week: a few customers, and what was promised to them."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from tilth.access import audit, generations
from tilth.data.models import Generation, PublishedCustomer, PublishedStaff, Task
from tilth.domain import days
from tilth.domain.acting import Who
from tilth.domain.transfers import operations as transfers
from tilth.domain.transfers.choosing import Choice

if TYPE_CHECKING:
    from tilth.data.models import User

MOVED = 6
"""Customers of the hand-over."""
AT = dt.time(8, 50)


def hand_over(head: "User", *, planted: Sequence[str]) -> int:
    """Let the head give some customers of the last manager of the branch to the first; how many."""
    generation = generations.current()
    if generation is None or head.staff_id is None:
        return 0
    here = PublishedStaff.objects.filter(generation=generation.pk, role="rm", active=True)
    branch = PublishedStaff.objects.filter(generation=generation.pk, staff_id=head.staff_id)
    managers = here.filter(branch_id__in=branch.values("branch_id")).order_by("staff_id")
    numbers = list(managers.values_list("staff_id", flat=True))
    if len(numbers) < 2:
        return 0
    to, origin = numbers[0], numbers[-1]
    day = days.next_working_day(generation.business_date)
    with audit.job("demo"):
        moved = transfers.hand_over(
            Who(by=head, at=dt.datetime.combine(day, AT, days.ZONE), generation=generation, today=day),
            choice=Choice(owner=origin, only=_chosen(generation, origin, planted)),
            to=(to,),
            cause="rebalance",
            note="片区调整，已当面介绍过",
        )
    return len(moved)


def _chosen(generation: Generation, origin: str, planted: Sequence[str]) -> tuple[str, ...]:
    """Return whom it is about: first who was promised something, then the largest."""
    promised = Task.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), staff_id=origin, done_at=None, voided_at=None
    )
    rows = PublishedCustomer.objects.unscoped().filter(
        generation=generation.pk, rm_id=origin, kind="person", closed_on=None, restricted=False
    )
    found = rows.exclude(customer_id__in=planted).annotate(promised=Exists(promised))
    chosen = found.order_by("-promised", "-aum", "customer_id").values_list("customer_id", flat=True)
    return tuple(chosen[:MOVED])
