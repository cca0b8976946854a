"""Read which suggestions to meet somebody were set aside: by pair, with the reason that they had then."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db.models import F, Q

from tilth.access import reads, visibility
from tilth.data.models import Dismissal, Generation, User
from tilth.policy.permissions import Action, Thing, may

if TYPE_CHECKING:
    from django.db.models import QuerySet

Pair = tuple[str, str]
"""The number of a customer, and the key of whoever is around: a number, or that of the record of the tie."""


def of(actor: User, generation: Generation, ids: Iterable[str]) -> Mapping[Pair, Dismissal]:
    """Return what stands set aside around customers, the newest of a pair; one query, none for nobody.

    Each names its writer as `by`.
    """
    numbers = sorted(set(ids))
    if not numbers or not may(actor.role, Thing.DISMISSAL, Action.LIST):
        return {}
    found: dict[Pair, Dismissal] = {}
    for row in _standing(actor, generation, ids=numbers):
        found.setdefault((row.customer_id, row.other_id or str(row.tie_id)), row)
    return found


@reads.scoped
def _standing(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[Dismissal]":
    seen = visibility.visible(Dismissal, actor, generation).filter(
        Q(customer_id__among=ids), restored_on=None
    )
    found: QuerySet[Dismissal] = seen.annotate(by=F("made_by__name"))
    return found.order_by("-made_at", "-id")
