"""After a talk one key confirms the segment that was only assumed (SEG-21)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tilth.data.models import PublishedCustomer
from tilth.policy.permissions import Action, Thing, may
from tilth.web.desk.desk import Desk
from tilth.web.segment_words import segment_name
from tilth.web.toasts import Also


def assumed(at: Desk, row: PublishedCustomer, talked: bool) -> Also | None:  # noqa: FBT001 - whether they talked
    """Return the offer to confirm an assumed segment after a two-way contact; None where there is none."""
    name = segment_name(at.playbook, row.segment)
    if not (talked and row.segment_assumed and name):
        return None
    if not may(at.actor.role, Thing.SEGMENT_ASSIGNMENT, Action.UPDATE):
        return None
    address = reverse("confirm_segment", args=[row.customer_id])
    return Also(
        address=address,
        name="segment",
        value=row.segment or "",
        text=_("Is “{segment}”").format(segment=name),
    )
