"""Let somebody besides the owner take part in one customer: why, and until when (ROLE-03, ROLE-09)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Participant
from tilth.domain import guards, refusing
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.sentences import marked as _
from tilth.policy import codes, roles
from tilth.policy.subjects.participant import PARTICIPANT
from tilth.policy.words import Words

TAKING_PART = frozenset(
    role.code for role in roles.ROLES if role.scope in ("own", "invited", "team", "branch")
)
"""Roles in the bank's data that can be invited."""


@adds(PARTICIPANT, Words("Invite", "邀请"))
def invite(  # noqa: PLR0913 - one act, told in keywords
    at: Acting,
    *,
    staff_id: str,
    purpose: Annotated[str, OneOf(codes.PARTICIPATIONS)],
    reason: Note = "",
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Participant:
    """Store one participation; it shows the customer from `starts_on` to `ends_on`, both included."""
    if not reason:
        raise _unclear("An invitation needs a reason: say what the colleague is to do.")
    if staff_id == at.customer.rm_id:
        raise _unclear(f"{staff_id} owns this customer already: invite somebody else.")
    guards.staff(at.who.generation, staff_id, among=TAKING_PART)
    return Participant.objects.create(
        customer_id=at.customer.customer_id,
        staff_id=staff_id,
        purpose=purpose,
        reason=reason,
        starts_on=starts_on,
        ends_on=guards.period("A participation", starts_on=starts_on, ends_on=ends_on, today=at.today),
        invited_by=at.who.by,
    )


@changes(PARTICIPANT, Participant, Words("End it", "结束"))
def end(at: Acting, participation: Participant) -> Participant:
    """End a participation at once."""
    if participation.ended_at is not None:
        raise refusing.ended("This participation has been ended before.")
    participation.ended_at = at.who.at
    return at.changed(participation)


def _unclear(exactly: str) -> Unclear:
    return Unclear(
        _("The owner sees the customer anyway: invite somebody else, and say what for."), exactly=exactly
    )
