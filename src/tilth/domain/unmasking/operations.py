"""Show one personal value in clear: the reason is recorded before the value is opened (C-22)."""

import datetime as dt

from django.db import transaction

from tilth.access import audit, personal, scopes
from tilth.access.audit import Event
from tilth.data.models import Generation, User
from tilth.domain import guards
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

COLUMNS = tuple(codes.PERSONAL)
_WITHIN = ("own", "bank")
"""A manager unmasks the own book and what is covered for; compliance the whole bank."""


class UnmaskUnclearError(ValueError):
    """There is no such value to unmask, or no reason was given."""


@transaction.atomic
def reveal(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,  # noqa: ARG001 - the audit takes the database's own clock; every operation says when
    generation: Generation,
    customer_id: str,
    column: str,
    why: str,
) -> str:
    """Return one value of one customer in clear ('' where the bank has none), noted in the same transaction.

    Raises NotAllowedError, CustomerNotVisibleError, UnmaskUnclearError, AuthenticationDataError.
    """
    guards.allowed(by, Thing.PERSONAL_DATA, Action.UNMASK)
    if column not in COLUMNS:
        raise UnmaskUnclearError(f"{column!r} cannot be shown in clear: choose one of {', '.join(COLUMNS)}.")
    if not why.strip():
        raise UnmaskUnclearError("Say why you need the clear value: the reason is kept in the audit.")
    guards.free_text(why)
    customer = guards.customer(by, generation, customer_id, merged=True)
    relation = scopes.of(by, generation).relation(
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
