"""Show one personal value in clear: the reason is recorded before the value is opened (C-22)."""

from uuid import UUID

from django.db import transaction

from tilth.access import audit, personal, scopes, visibility
from tilth.access.audit import Event
from tilth.data.models import ContactPoint, PublishedCustomer
from tilth.domain import guards, refusing
from tilth.domain.acting import Who
from tilth.kernel import ids
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

COLUMNS = tuple(codes.PERSONAL)
_WITHIN = ("own", "bank")
"""A manager unmasks the own book and what is covered for; compliance the whole bank."""


@transaction.atomic
def reveal(who: Who, customer_id: str, *, column: str, why: str) -> str:
    """Return one value of one customer in clear ('' where the bank has none), noted in the same transaction.

    `column`: one of COLUMNS, or the number of a contact point. The moment is the database's own clock.
    Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    guards.allowed(who.by, Thing.PERSONAL_DATA, Action.UNMASK)
    key = ids.read(column)
    if column not in COLUMNS and key is None:
        raise refusing.unclear(f"{column!r} cannot be shown in clear: choose one of {', '.join(COLUMNS)}.")
    if not why.strip():
        raise refusing.unclear("Say why you need the clear value: the reason is kept in the audit.")
    guards.free_text(why)
    customer = guards.customer(who.by, who.generation, customer_id, merged=True)
    within(who, customer)
    point = None if key is None else _point(who, customer_id, key)
    audit.note(
        Event.UNMASK,
        customers=[customer_id],
        subject_type="customer",
        subject_id=customer_id,
        why=personal.sealed_reason(why, customer_id),
        detail={"field": column} if point is None else {"field": Thing.CONTACT_POINT, "point": column},
    )
    if point is not None:
        return f"{point.value} {point.postcode}".strip()
    return personal.clear(customer, [column])[column]


def within(who: Who, customer: PublishedCustomer) -> None:
    """Raise NotAllowedError unless the actor unmasks this customer: of the own book, or of the whole bank."""
    relation = scopes.of(who.by, who.generation).relation(
        rm_id=customer.rm_id, branch_id=customer.branch_id, customer_id=customer.customer_id
    )
    if relation not in _WITHIN:
        raise guards.NotAllowedError("This customer is not in your own book: ask the owner, or compliance.")


def _point(who: Who, customer_id: str, key: UUID) -> ContactPoint:
    """Return a contact point of the customer that the actor may read; CustomerNotVisibleError for others."""
    guards.allowed(who.by, Thing.CONTACT_POINT, Action.VIEW)
    mine = visibility.visible(ContactPoint, who.by, who.generation).filter(customer_id=customer_id, pk=key)
    point = mine.first()
    if point is None:
        raise guards.CustomerNotVisibleError(str(key))
    return point
