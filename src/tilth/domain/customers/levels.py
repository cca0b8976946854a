"""Whose relationship stands on one level: the condition that narrows the list of customers."""

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from tilth.access import visibility
from tilth.data.models import Generation, Level, User
from tilth.policy.levels.codes import FIRST
from tilth.policy.permissions import Action, Thing, may


def condition(level: str, actor: User, generation: Generation) -> Q:
    """Return: the last confirmed step led to this level, the first one where nobody confirmed any.

    It holds of nobody for whoever may not list levels.
    """
    if not may(actor.role, Thing.LEVEL, Action.LIST):
        return Q(customer_id__in=())
    steps = visibility.visible(Level, actor, generation).filter(
        customer_id=OuterRef("customer_id"), state="confirmed"
    )
    last = Subquery(steps.order_by("-stepped_on", "-made_at", "-id").values("reached")[:1])
    return Q(Exact(Coalesce(last, Value(FIRST)), level))
