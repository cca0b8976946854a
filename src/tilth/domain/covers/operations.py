"""Let a substitute look after an absent manager's customers, until a day (TRAP-38)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.data.models import Cover, Generation, PublishedStaff, User
from tilth.domain import guards
from tilth.policy.permissions import Action, Thing


class CoverUnclearError(ValueError):
    """A cover names one person twice, or gives no reason."""


class OutOfReachError(LookupError):
    """The manager, or the cover, is not the actor's to arrange."""


class AlreadyEndedError(ValueError):
    """The cover was ended before."""


@transaction.atomic
def arrange(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    absent_staff_id: str,
    substitute_staff_id: str,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
) -> Cover:
    """Store one cover; the substitute sees the absent manager's customers from `starts_on` to `ends_on`.

    Raises NotAllowedError, StaffUnknownError, OutOfReachError (both are managers below the actor),
    PeriodUnclearError (a year and a day at most), CoverUnclearError, AuthenticationDataError.
    """
    guards.allowed(by, Thing.COVER, Action.CREATE)
    if absent_staff_id == substitute_staff_id:
        raise CoverUnclearError(f"{absent_staff_id} cannot stand in for themselves: name somebody else.")
    if not reason.strip():
        raise CoverUnclearError("A cover needs a reason: say why the manager is away.")
    guards.free_text(reason)
    absent = guards.staff(generation, absent_staff_id, among=guards.MANAGERS, active=False)
    substitute = guards.staff(generation, substitute_staff_id, among=guards.MANAGERS)
    for person in (absent, substitute):
        if not guards.leads(by, generation, person):
            raise OutOfReachError(f"{person.staff_id} does not work below you: ask the head of that branch.")
    last = guards.period("A cover", starts_on=starts_on, ends_on=ends_on, today=guards.day(at))
    return Cover.objects.create(
        absent_staff_id=absent_staff_id,
        substitute_staff_id=substitute_staff_id,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=last,
        arranged_by=by,
    )


@transaction.atomic
def end(*, by: User, at: dt.datetime, generation: Generation, cover_id: UUID) -> None:
    """End a cover at once; OutOfReachError when it is not the actor's to end, AlreadyEndedError."""
    guards.allowed(by, Thing.COVER, Action.UPDATE)
    rows = Cover.objects.filter(pk=cover_id)
    cover = rows.first()
    absent = (
        None
        if cover is None
        else PublishedStaff.objects.filter(generation=generation.pk, staff_id=cover.absent_staff_id).first()
    )
    if absent is None or not guards.leads(by, generation, absent):
        raise OutOfReachError("There is no such cover below you.")
    if not rows.filter(ended_at__isnull=True).update(ended_at=at):
        raise AlreadyEndedError("This cover has been ended before.")
