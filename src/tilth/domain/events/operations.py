"""Close an open reason with a reason, and take that back on the same day (LIST-14)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.data.models import Generation, ReasonClosure, User
from tilth.domain import guards, locks
from tilth.domain.events import queries
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing


class NotOpenError(LookupError):
    """There is no open reason of this number about this customer."""


class ReasonUnclearError(ValueError):
    """The reason is none of those that can be chosen."""


class KeyTakenError(ValueError):
    """The key was used before to close another reason; nothing was stored now."""


@transaction.atomic
def close(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    event_id: str,
    reason: str,
    key: str,
    note: str = "",
) -> ReasonClosure:
    """Close one open reason; the next night takes it as acted on. Closed already, that closure is returned.

    Raises NotAllowedError, CustomerNotVisibleError, NotOpenError, ReasonUnclearError, KeyTakenError,
    AuthenticationDataError.
    """
    guards.allowed(by, Thing.CONTACT, Action.CREATE)
    guards.customer(by, generation, customer_id, only=("customer_id",), merged=True)
    found = queries.one(by, generation, customer_id=customer_id, event_id=event_id)
    if found is None or found.state != queries.OPEN:
        raise NotOpenError(event_id)
    if reason not in codes.CLOSING_REASONS or not key:
        raise ReasonUnclearError("Say why it is closed: one of the reasons, under a key of its own.")
    guards.free_text(note)
    locks.hold(customer_id, None)
    return _same(by, event_id, key) or ReasonClosure.objects.create(
        event_id=event_id,
        customer_id=customer_id,
        kind=found.kind,
        staff_id=by.staff_id or "",
        user=by,
        reason=reason,
        note=note,
        business_date=generation.business_date,
        closed_at=at,
        idempotency_key=key,
    )


@transaction.atomic
def take_back(
    *, by: User, at: dt.datetime, generation: Generation, customer_id: str, closure_id: UUID
) -> ReasonClosure:
    """Open a reason again on the day on which the actor closed it; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    guards.allowed(by, Thing.CONTACT, Action.UPDATE)
    guards.customer(by, generation, customer_id, only=("customer_id",), merged=True)
    rows = ReasonClosure.objects.unscoped().filter(pk=closure_id, customer_id=customer_id, user=by)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise guards.NothingToUndoError(str(closure_id))
    if found.voided_at is None:
        if guards.day(found.closed_at) != guards.day(at):
            raise guards.TooLateError("This was closed on another day and stands: the night has read it.")
        found.voided_at, found.voided_by = at, by
        found.save(update_fields=["voided_at", "voided_by"])
    return found


def _same(by: User, event_id: str, key: str) -> ReasonClosure | None:
    """Return the closure of this very key, else the one in force; KeyTakenError for a key of another."""
    rows = ReasonClosure.objects.unscoped()
    sent = rows.filter(idempotency_key=key).first()
    if sent is not None and (sent.event_id != event_id or sent.user_id != by.pk):
        raise KeyTakenError(key)
    return sent or rows.filter(event_id=event_id, voided_at=None).first()
