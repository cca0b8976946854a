"""Pass over a name of today's list with a reason, and take it back (DESIGN rule 6)."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F

from tilth.access import visibility
from tilth.data.models import Generation, PublishedListEntry, Skip, User
from tilth.domain import guards, locks
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing


class NotListedError(LookupError):
    """The customer is neither on the actor's list of the day nor on that of somebody stood in for."""


class ReasonUnclearError(ValueError):
    """The reason is none of the five, or says 'other' and not what."""


@transaction.atomic
def skip(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    reason: str,
    note: str = "",
) -> Skip:
    """Pass over one name today; the ranks stay. Skipped already, the first skip is returned.

    Raises NotAllowedError, CustomerNotVisibleError, NotListedError, ReasonUnclearError,
    AuthenticationDataError.
    """
    guards.allowed(by, Thing.SKIP, Action.CREATE)
    guards.customer(by, generation, customer_id, only=("customer_id",), merged=True)
    entry = _entry(by, generation, customer_id)
    if reason not in codes.SKIP_REASONS or (reason == "other" and not note):
        raise ReasonUnclearError("Say why this name is skipped: one of the reasons, or a few words.")
    guards.free_text(note)
    locks.hold(customer_id, None)
    mine = Skip.objects.unscoped().filter(
        customer_id=customer_id, business_date=entry.business_date, voided_at=None
    )
    return mine.first() or Skip.objects.create(
        customer_id=customer_id,
        staff_id=by.staff_id or "",
        user=by,
        business_date=entry.business_date,
        list_rank=entry.rank,
        reason=reason,
        note=note,
        list_reasons=entry.reasons,
        made_at=at,
    )


@transaction.atomic
def take_back(*, by: User, at: dt.datetime, generation: Generation, customer_id: str, skip_id: UUID) -> Skip:
    """Undo a skip a moment after it; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    guards.allowed(by, Thing.SKIP, Action.UPDATE)
    guards.customer(by, generation, customer_id, only=("customer_id",), merged=True)
    rows = Skip.objects.unscoped().filter(pk=skip_id, customer_id=customer_id, user=by)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise guards.NothingToUndoError(str(skip_id))
    if found.voided_at is None:
        guards.undoable(found.made_at, at)
        found.voided_at, found.voided_by = at, by
        found.save(update_fields=["voided_at", "voided_by"])
    return found


def _entry(by: User, generation: Generation, customer_id: str) -> PublishedListEntry:
    mine = visibility.visible(PublishedListEntry, by, generation)
    whose = guards.managers(by, generation)
    found = mine.filter(rm_id__in=whose, owner_id=F("rm_id"), customer_id=customer_id).first()
    if found is None:
        raise NotListedError(customer_id)
    return found
