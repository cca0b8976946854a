"""Confirm a customer's segment, and leave it to the rules again."""

from django.db import transaction

from tilth.data.models import SegmentAssignment
from tilth.domain import guards
from tilth.domain.acting import Unclear, Who, enter
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing

RULES = ""
"""The segment of a customer who was confirmed once and is left to the rules again."""


@transaction.atomic
def confirm(who: Who, customer_id: str, *, segment: str, reason: str = "") -> SegmentAssignment:
    """Store the segment that counts from the next night on, in the playbook's active scheme.

    `RULES` leaves the customer to the rules again. What was confirmed before stays in the history. Raises
    NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    at = enter(who, Thing.SEGMENT_ASSIGNMENT, Action.UPDATE, customer_id)
    guards.free_text(reason)
    scheme = at.playbook.segments.scheme
    if segment != RULES and scheme.segment(segment) is None:
        exactly = f"{segment!r} is no segment of {scheme.code}."
        raise Unclear(_("The playbook has no such segment: choose one of the list."), exactly=exactly)
    rows = SegmentAssignment.objects.unscoped().filter(customer_id=customer_id, scheme=scheme.code)
    row = rows.first() or SegmentAssignment(customer_id=customer_id, scheme=scheme.code)
    if segment == RULES and not row.segment:
        raise Unclear(_("The rules decide already: choose a segment to confirm one."))
    row.segment, row.reason, row.confirmed_by, row.confirmed_at = segment, reason.strip(), who.by, who.at
    row.save()
    return row
