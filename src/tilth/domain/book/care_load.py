"""Read what the cadences of a book or of branches ask for, by segment (CAD-01, CAD-02)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DecimalField, F, Max, Min, Q, QuerySet, Sum, Value

from tilth.access import reads
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.book import keeping
from tilth.domain.customers import rows
from tilth.domain.customers.filters import still_open
from tilth.policy.care_load import Segment

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

_DAYS = Value(Decimal(7), output_field=DecimalField(max_digits=12, decimal_places=6))


def by_segment(
    actor: User, generation: Generation, *, staff_id: str = "", branches: Sequence[str] = ()
) -> tuple[Segment, ...]:
    """Return what the open customers of a manager, or else of some branches, ask for; one query.

    Whom nobody may contact asks for nothing.
    """
    found = _counted(actor, generation, staff_id=staff_id, branches=list(branches))
    made = (
        Segment(
            code=code or "",
            customers=number,
            overdue=late,
            weekly=asked or Decimal(0),
            shortest=shortest,
            longest=longest,
        )
        for code, number, late, asked, shortest, longest in found
    )
    return tuple(sorted(made, key=lambda one: (-one.weekly, one.code)))


@reads.scoped
def _counted(
    actor: User, generation: Generation, *, staff_id: str, branches: list[str]
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    whose = keeping.whose(staff_id, branches)
    mine = rows.met(actor, generation, whose & still_open(generation)).order_by()
    each: Combinable = _DAYS / F("cadence_days")
    asks = ~Q(excluded_cause="suppressed") | Q(excluded_cause__isnull=True)
    return mine.values_list("segment").annotate(
        number=Count("customer_id"),
        late=Count("customer_id", filter=Q(overdue_days__gt=0)),
        asked=Sum(each, filter=asks, output_field=DecimalField(max_digits=20, decimal_places=6)),
        shortest=Min("cadence_days"),
        longest=Max("cadence_days"),
    )
