"""What somebody may do around one customer, and how he or she stands to the customer."""

from dataclasses import dataclass, replace

from tilth.access import scopes
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.policy.permissions import Action, Thing, may


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What the actor may do around a customer; nothing is offered that would be refused."""

    call: bool
    record: bool
    unmask: bool
    export: bool
    rules: bool
    consent: bool
    wish: bool
    stop: bool
    lift: bool
    times: bool
    tasks: bool
    plan: bool
    people: bool
    owners: bool
    invite: bool
    move: bool
    segment: bool


def of(actor: User, *, relation: str) -> Rights:
    """Return the rights of a role, and of how the actor stands to the customer."""

    def held(thing: Thing, action: Action) -> bool:
        return may(actor.role, thing, action)

    return Rights(
        call=held(Thing.CLEARANCE, Action.CREATE),
        record=held(Thing.CONTACT, Action.CREATE),
        unmask=held(Thing.PERSONAL_DATA, Action.UNMASK) and relation in ("own", "bank"),
        export=held(Thing.CUSTOMER, Action.EXPORT),
        rules=held(Thing.CONSENT, Action.LIST),
        consent=held(Thing.CONSENT, Action.CREATE),
        wish=held(Thing.DO_NOT_DISTURB, Action.CREATE),
        stop=held(Thing.SUPPRESSION, Action.CREATE),
        lift=held(Thing.SUPPRESSION, Action.UPDATE),
        times=held(Thing.PREFERENCE, Action.UPDATE),
        tasks=held(Thing.TASK, Action.LIST),
        plan=held(Thing.TASK, Action.CREATE),
        people=held(Thing.PARTICIPANT, Action.LIST),
        owners=held(Thing.OWNERSHIP_CHANGE, Action.LIST),
        invite=held(Thing.PARTICIPANT, Action.CREATE),
        move=held(Thing.TRANSFER, Action.CREATE),
        segment=held(Thing.SEGMENT_ASSIGNMENT, Action.UPDATE),
    )


def reading(held: Rights) -> Rights:
    """Return the same without what writes: about a number that is one with another nothing is written."""
    return replace(held, **dict.fromkeys(_WRITES, False))


_WRITES = ("call", "record", "consent", "wish", "stop", "lift", "times", "plan", "invite", "segment")


def relation(actor: User, generation: Generation, row: PublishedCustomer) -> str:
    """Return how the actor stands to a customer in sight."""
    scope = scopes.of(actor, generation)
    return scope.relation(rm_id=row.rm_id, branch_id=row.branch_id, customer_id=row.customer_id)
