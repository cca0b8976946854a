"""Read whether a customer is a key customer: one while a special treatment stands (TIER-12)."""

from typing import TYPE_CHECKING, Any

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, Treatment, User
from tilth.policy.permissions import Action, Thing, may

if TYPE_CHECKING:
    from django.db.models import QuerySet


def is_one(actor: User, generation: Generation, *, customer_id: str) -> bool:
    """Say whether the actor is told of a treatment that stands; one query, none for other roles."""
    if not may(actor.role, Thing.TREATMENT, Action.LIST):
        return False
    return bool(_standing(actor, generation, customer_id=customer_id))


def asked(actor: User, generation: Generation, *, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `is_one` asks, to be sent together with other reads."""
    if not may(actor.role, Thing.TREATMENT, Action.LIST):
        return ()
    return (_standing.asked(actor, generation, customer_id=customer_id),)


@reads.scoped
def _standing(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Treatment, tuple[str]]":
    rows = visibility.visible(Treatment, actor, generation)
    return rows.filter(customer_id=customer_id, state="standing").order_by("pk").values_list("kind")[:1]
