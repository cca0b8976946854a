"""How many customers of a book or a branch have come to each of the five stages (LIFE-02)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from tilth.access import reads
from tilth.data.models import Generation, User
from tilth.domain.book import keeping
from tilth.domain.customers import funnel, rows
from tilth.domain.customers.filters import still_open
from tilth.policy.funnel import STAGES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.data.models import PublishedCustomer


def counted(
    actor: User, generation: Generation, *, staff_id: str = "", branches: Sequence[str] = ()
) -> dict[str, int]:
    """Return the people of a manager, or else of some branches, by stage; one query."""
    found = _counted(actor, generation, staff_id=staff_id, branches=list(branches))
    return dict(zip(STAGES, found[0], strict=True)) if found else dict.fromkeys(STAGES, 0)


@reads.scoped
def _counted(
    actor: User, generation: Generation, *, staff_id: str, branches: list[str]
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    whose = keeping.whose(staff_id, branches) & still_open(generation)
    mine = rows.met(actor, generation, whose).order_by().values("generation")
    stages = {
        f"in_{code}": Count("customer_id", filter=funnel.condition(code, actor, generation))
        for code in STAGES
    }
    return mine.annotate(**stages).values_list(*stages)
