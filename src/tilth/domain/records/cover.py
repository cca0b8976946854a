"""Let a substitute look after an absent manager's customers, until a day (TRAP-38)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.data.models import Cover, PublishedStaff
from tilth.domain import guards, refusing
from tilth.domain.acting import Unclear, Who
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.cover import COVER
from tilth.policy.things import Action


class OutOfReachError(Unclear):
    """The manager, or the cover, is not the actor's to arrange."""

    def __init__(self, exactly: str) -> None:
        super().__init__(refusing.UNCLEAR, exactly=exactly)


@transaction.atomic
def arrange(  # noqa: PLR0913 - one act, told in keywords
    who: Who,
    *,
    absent_staff_id: str,
    substitute_staff_id: str,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
) -> Cover:
    """Store one cover; the substitute sees the absent manager's customers from `starts_on` to `ends_on`.

    Raises NotAllowedError, StaffUnknownError, OutOfReachError (both are managers below the actor), Unclear.
    """
    guards.allowed(who.by, COVER.thing, Action.CREATE)
    if absent_staff_id == substitute_staff_id:
        raise refusing.unclear(f"{absent_staff_id} cannot stand in for themselves: name somebody else.")
    if not reason.strip():
        raise refusing.unclear("A cover needs a reason: say why the manager is away.")
    guards.free_text(reason)
    absent = guards.staff(who.generation, absent_staff_id, among=guards.MANAGERS, active=False)
    substitute = guards.staff(who.generation, substitute_staff_id, among=guards.MANAGERS)
    for person in (absent, substitute):
        if not guards.leads(who.by, who.generation, person):
            raise OutOfReachError(f"{person.staff_id} does not work below you: ask the head of that branch.")
    return Cover.objects.create(
        absent_staff_id=absent_staff_id,
        substitute_staff_id=substitute_staff_id,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=guards.period("A cover", starts_on=starts_on, ends_on=ends_on, today=who.today),
        arranged_by=who.by,
    )


@transaction.atomic
def end(who: Who, cover_id: UUID) -> None:
    """End a cover at once; OutOfReachError when it is not the actor's to end, Unclear when it has ended."""
    guards.allowed(who.by, COVER.thing, Action.UPDATE)
    rows = Cover.objects.filter(pk=cover_id)
    theirs = PublishedStaff.objects.filter(
        generation=who.generation.pk, staff_id__in=rows.values("absent_staff_id")
    )
    absent = theirs.first()
    if absent is None or not guards.leads(who.by, who.generation, absent):
        raise OutOfReachError("There is no such cover below you.")
    if not rows.filter(ended_at__isnull=True).update(ended_at=who.at):
        raise Unclear(_("This cover had been ended before."))
