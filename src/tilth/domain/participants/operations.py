"""Let somebody besides the owner take part in one customer: why, and until when (ROLE-03, ROLE-09)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.access import visibility
from tilth.data.models import Generation, Participant, User
from tilth.domain import guards
from tilth.policy import codes, roles
from tilth.policy.permissions import Action, Thing

TAKING_PART = frozenset(
    role.code for role in roles.ROLES if role.scope in ("own", "invited", "team", "branch")
)
"""Roles in the bank's data that can be invited."""


class InvitationUnclearError(ValueError):
    """An invitation names no known purpose, no reason, or the owner, who sees the customer anyway."""


class AlreadyEndedError(ValueError):
    """A participation or cover was ended before."""


@transaction.atomic
def invite(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    staff_id: str,
    purpose: str,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
) -> Participant:
    """Store one participation; it shows the customer from `starts_on` to `ends_on`, both included.

    Raises NotAllowedError, CustomerNotVisibleError, StaffUnknownError, PeriodUnclearError (a year and a day
    at most), InvitationUnclearError, AuthenticationDataError.
    """
    guards.allowed(by, Thing.PARTICIPANT, Action.CREATE)
    guards.free_text(reason)
    customer = guards.customer(by, generation, customer_id)
    if purpose not in codes.PARTICIPATIONS:
        raise InvitationUnclearError(
            f"{purpose!r} is no purpose: choose one of {', '.join(codes.PARTICIPATIONS)}."
        )
    if not reason.strip():
        raise InvitationUnclearError("An invitation needs a reason: say what the colleague is to do.")
    if staff_id == customer.rm_id:
        raise InvitationUnclearError(f"{staff_id} owns this customer already: invite somebody else.")
    guards.staff(generation, staff_id, among=TAKING_PART)
    last = guards.period("A participation", starts_on=starts_on, ends_on=ends_on, today=guards.day(at))
    return Participant.objects.create(
        customer_id=customer_id,
        staff_id=staff_id,
        purpose=purpose,
        reason=reason.strip(),
        starts_on=starts_on,
        ends_on=last,
        invited_by=by,
    )


@transaction.atomic
def end(*, by: User, at: dt.datetime, generation: Generation, participant_id: UUID) -> None:
    """End a participation at once; CustomerNotVisibleError when it is not in sight, AlreadyEndedError."""
    guards.allowed(by, Thing.PARTICIPANT, Action.UPDATE)
    rows = visibility.visible(Participant, by, generation).filter(pk=participant_id)
    if rows.filter(ended_at__isnull=True).update(ended_at=at):
        return
    if rows.exists():
        raise AlreadyEndedError("This participation has been ended before.")
    raise guards.CustomerNotVisibleError(str(participant_id))
