"""Who came to which stage from being won to recommending the bank: each is a part of the one before."""

from django.db.models import Exists, OuterRef, Q

from tilth.access import visibility
from tilth.data.models import Generation, PublishedRelation, Relation, User
from tilth.policy.codes.relations import REFERRED, REFERRED_BY
from tilth.policy.funnel import CATEGORIES, STAGES, STAYED
from tilth.policy.permissions import Action, Thing, may


def condition(stage: str, actor: User, generation: Generation) -> Q:
    """Return the condition of a stage and of all before it; of whom somebody brought what is in sight."""
    parts = {
        "activated": Q(account_activity__gt=0),
        "retained": Q(lifecycle__in=STAYED),
        "converted": Q(categories__len__gte=CATEGORIES),
        "spreading": _brought(actor, generation),
    }
    rule = Q()
    for code in STAGES:
        rule &= parts.get(code, Q())
        if code == stage:
            break
    return rule


def _brought(actor: User, generation: Generation) -> Q:
    """Return: the customer brought somebody, as feed or people say; none for whoever may not read that."""
    if not may(actor.role, Thing.RELATION, Action.LIST):
        return Q(customer_id__in=())
    number = OuterRef("customer_id")
    fed = visibility.visible(PublishedRelation, actor, generation)
    written = visibility.visible(Relation, actor, generation).filter(outdated_on=None)
    return (
        Q(Exists(fed.filter(to_id=number, kind=REFERRED_BY)))
        | Q(Exists(written.filter(customer_id=number, kind=REFERRED)))
        | Q(Exists(written.filter(other_id=number, kind=REFERRED_BY)))
    )
