"""Two customer numbers of the demo bank that are one person, and two that were taken for one by mistake."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from tilth.access import audit, generations
from tilth.data.models import Generation, Merge, PublishedCustomer
from tilth.domain import days
from tilth.domain.acting import Who
from tilth.domain.merges import operations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tilth.data.models import User

AT = dt.time(16, 40)
_NEEDED = 4


def tell(people: "Mapping[str, User]", *, planted: "Sequence[str]" = ()) -> None:
    """Let the head of the branch merge two numbers of one manager, and undo a merge of two others; once."""
    generation = generations.current()
    if generation is None or Merge.objects.unscoped().exists() or not {"rm", "head"} <= people.keys():
        return
    found = _quiet(generation, people["rm"].staff_id or "", planted)
    if len(found) < _NEEDED:
        return
    first, second, third, fourth = found
    day = days.next_working_day(generation.business_date)
    at = dt.datetime.combine(day, AT, days.ZONE)
    head = Who(by=people["head"], at=at, generation=generation, today=day)
    with audit.job("demo"):
        operations.merge(
            head,
            first,
            merged_id=second,
            cause="same_document",
            note="柜面换证时发现，两号同一身份证",
        )
        wrong = operations.merge(head, third, merged_id=fourth, cause="customer_said")
        operations.undo(replace(head, at=at + dt.timedelta(minutes=12)), wrong.pk)


def _quiet(generation: Generation, staff_id: str, planted: "Sequence[str]") -> list[str]:
    """Return people of a manager about whom no other story is told, the smallest first."""
    rows = PublishedCustomer.objects.unscoped().filter(
        generation=generation.pk,
        rm_id=staff_id,
        kind="person",
        closed_on=None,
        list_rank=None,
        restricted=False,
    )
    rows = rows.exclude(customer_id__in=planted).order_by("aum", "customer_id")
    return list(rows.values_list("customer_id", flat=True)[:_NEEDED])
