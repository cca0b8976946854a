"""Pass over a name of today's list with a reason, and take it back (DESIGN rule 6)."""

from typing import Annotated
from uuid import UUID

from django.db import transaction
from django.db.models import F

from tilth.access import visibility
from tilth.data.models import PublishedListEntry, Skip
from tilth.domain import guards, refusing
from tilth.domain.acting import Acting, Who, enter
from tilth.domain.acts import adds
from tilth.domain.arguments import Note, OneOf
from tilth.policy import codes
from tilth.policy.subjects.skip import SKIP
from tilth.policy.things import Action
from tilth.policy.words import Words


class NotListedError(LookupError):
    """The customer is neither on the actor's list of the day nor on that of somebody stood in for."""


@adds(SKIP, Words("Skip", "跳过"), merged=True)
def skip(at: Acting, *, reason: Annotated[str, OneOf(codes.SKIP_REASONS)], note: Note = "") -> Skip:
    """Pass over one name today; the ranks stay. Skipped already, the first skip is returned.

    Sent again under its key it changes nothing, also where it was taken back since. Raises NotListedError.
    """
    sent = at.sent(Skip)
    if sent is not None:
        return sent
    entry = _entry(at)
    if reason == "other" and not note:
        raise refusing.unclear("Say why this name is skipped: one of the reasons, or a few words.")
    mine = Skip.objects.unscoped().filter(
        customer_id=entry.customer_id, business_date=entry.business_date, voided_at=None
    )
    return mine.first() or Skip.objects.create(
        id=at.number,
        customer_id=entry.customer_id,
        staff_id=at.who.by.staff_id or "",
        user=at.who.by,
        business_date=entry.business_date,
        list_rank=entry.rank,
        reason=reason,
        note=note,
        list_reasons=entry.reasons,
        made_at=at.who.at,
    )


@transaction.atomic
def take_back(who: Who, customer_id: str, skip_id: UUID) -> Skip:
    """Undo a skip a moment after it; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    at = enter(who, SKIP.thing, Action.UPDATE, customer_id, alone=False, merged=True)
    mine = Skip.objects.unscoped().filter(user=who.by)
    return at.take_back(at.one(mine, skip_id))


def _entry(at: Acting) -> PublishedListEntry:
    who = at.who
    mine = visibility.visible(PublishedListEntry, who.by, who.generation)
    whose = guards.managers(who.by, who.generation)
    found = mine.filter(rm_id__in=whose, owner_id=F("rm_id"), customer_id=at.customer.customer_id).first()
    if found is None:
        raise NotListedError(at.customer.customer_id)
    return found
