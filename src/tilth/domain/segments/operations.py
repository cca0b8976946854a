"""Confirm a customer's segment, and leave it to the rules again."""

import datetime as dt

from django.db import transaction

from tilth.data.models import Generation, SegmentAssignment, User
from tilth.domain import guards, locks
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook import Playbook

RULES = ""
"""The segment of a customer who was confirmed once and is left to the rules again."""


class SegmentUnknownError(ValueError):
    """The active scheme has no such segment."""


class NothingConfirmedError(ValueError):
    """The rules decide already: nobody has confirmed a segment that could be taken back."""


@transaction.atomic
def confirm(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    playbook: Playbook,
    segment: str,
    reason: str = "",
) -> SegmentAssignment:
    """Store the segment that counts from the next night on, in the playbook's active scheme.

    `RULES` leaves the customer to the rules again. What was confirmed before stays in the history. Raises
    NotAllowedError, CustomerNotVisibleError, SegmentUnknownError, NothingConfirmedError,
    AuthenticationDataError.
    """
    guards.allowed(by, Thing.SEGMENT_ASSIGNMENT, Action.UPDATE)
    guards.free_text(reason)
    scheme = playbook.segments.scheme
    if segment != RULES and scheme.segment(segment) is None:
        raise SegmentUnknownError(f"{segment!r} is no segment of {scheme.code}.")
    guards.customer(by, generation, customer_id, only=("customer_id",))
    locks.hold(customer_id, None)
    rows = SegmentAssignment.objects.unscoped().filter(customer_id=customer_id, scheme=scheme.code)
    row = rows.first() or SegmentAssignment(customer_id=customer_id, scheme=scheme.code)
    if segment == RULES and not row.segment:
        raise NothingConfirmedError("The rules decide already.")
    row.segment, row.reason, row.confirmed_by, row.confirmed_at = segment, reason.strip(), by, at
    row.save()
    return row
