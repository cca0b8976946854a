"""Show one personal value in clear: the reason is recorded before the value is opened (C-22)."""

from django.db import transaction

from tilth.access import audit, personal, scopes
from tilth.access.audit import Event
from tilth.domain import guards, refusing
from tilth.domain.acting import Who
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

COLUMNS = tuple(codes.PERSONAL)
_WITHIN = ("own", "bank")
"""A manager unmasks the own book and what is covered for; compliance the whole bank."""


@transaction.atomic
def reveal(who: Who, customer_id: str, *, column: str, why: str) -> str:
    """Return one value of one customer in clear ('' where the bank has none), noted in the same transaction.

    The moment is the database's own clock. Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    guards.allowed(who.by, Thing.PERSONAL_DATA, Action.UNMASK)
    if column not in COLUMNS:
        raise refusing.unclear(f"{column!r} cannot be shown in clear: choose one of {', '.join(COLUMNS)}.")
    if not why.strip():
        raise refusing.unclear("Say why you need the clear value: the reason is kept in the audit.")
    guards.free_text(why)
    customer = guards.customer(who.by, who.generation, customer_id, merged=True)
    relation = scopes.of(who.by, who.generation).relation(
        rm_id=customer.rm_id, branch_id=customer.branch_id, customer_id=customer_id
    )
    if relation not in _WITHIN:
        raise guards.NotAllowedError("This customer is not in your own book: ask the owner, or compliance.")
    audit.note(
        Event.UNMASK,
        customers=[customer_id],
        subject_type="customer",
        subject_id=customer_id,
        why=personal.sealed_reason(why, customer_id),
        detail={"field": column},
    )
    return personal.clear(customer, [column])[column]
