"""Close an open reason with a reason, and take that back on the same day (LIST-14)."""

from uuid import UUID

from django.db import transaction

from tilth.data.models import ReasonClosure, User
from tilth.domain import guards, refusing
from tilth.domain.acting import Who, enter
from tilth.domain.events import queries
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing


class NotOpenError(LookupError):
    """There is no open reason of this number about this customer."""


class KeyTakenError(ValueError):
    """The key was used before to close another reason; nothing was stored now."""


@transaction.atomic
def close(  # noqa: PLR0913 - one act, told in keywords
    who: Who, customer_id: str, *, event_id: str, reason: str, key: str, note: str = ""
) -> ReasonClosure:
    """Close one open reason; the next night takes it as acted on. Closed already, that closure is returned.

    Raises NotAllowedError, CustomerNotVisibleError, NotOpenError, KeyTakenError, Unclear.
    """
    enter(who, Thing.CONTACT, Action.CREATE, customer_id, merged=True)
    found = queries.one(who.by, who.generation, customer_id=customer_id, event_id=event_id)
    if found is None or found.state != queries.OPEN:
        raise NotOpenError(event_id)
    if reason not in codes.CLOSING_REASONS or not key:
        raise refusing.unclear("Say why it is closed: one of the reasons, under a key of its own.")
    guards.free_text(note)
    return _same(who.by, event_id, key) or ReasonClosure.objects.create(
        event_id=event_id,
        customer_id=customer_id,
        kind=found.kind,
        staff_id=who.by.staff_id or "",
        user=who.by,
        reason=reason,
        note=note,
        business_date=who.generation.business_date,
        closed_at=who.at,
        idempotency_key=key,
    )


@transaction.atomic
def take_back(who: Who, customer_id: str, closure_id: UUID) -> ReasonClosure:
    """Open a reason again on the day on which the actor closed it; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    at = enter(who, Thing.CONTACT, Action.UPDATE, customer_id, alone=False, merged=True)
    found = at.one(ReasonClosure.objects.unscoped().filter(user=who.by), closure_id)
    if found.voided_at is None:
        if guards.day(found.closed_at) != guards.day(who.at):
            raise guards.TooLateError("This was closed on another day and stands: the night has read it.")
        at.void(found)
    return found


def _same(by: User, event_id: str, key: str) -> ReasonClosure | None:
    """Return the closure of this very key, else the one in force; KeyTakenError for a key of another."""
    rows = ReasonClosure.objects.unscoped()
    sent = rows.filter(idempotency_key=key).first()
    if sent is not None and (sent.event_id != event_id or sent.user_id != by.pk):
        raise KeyTakenError(key)
    return sent or rows.filter(event_id=event_id, voided_at=None).first()
