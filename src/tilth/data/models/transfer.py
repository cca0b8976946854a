"""Transfers: a customer moves to another manager at once; the feed catches up later."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from tilth.data import fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing

CAUSES = ("move", "leaver", "upgrade", "rebalance", "request")
"""Why people hand customers over."""
TAKEN_BACK = "taken_back"
"""Why a customer comes back: the hand-over was a mistake."""


@tracked
class Transfer(models.Model):
    """One customer handed from one manager to another (ROLE-12, TRAP-38).

    It holds while the feed still names the old manager; once the feed says anything else, the feed wins.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    from_staff_id = fields.maybe_text()
    from_branch_id = fields.text()
    to_staff_id = fields.maybe_text()
    """Empty: nobody's until the branch assigns the customer."""
    to_branch_id = fields.maybe_text()
    """Empty: the branch stays."""
    cause = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)
    hand_over = models.ForeignKey(
        "tilth.HandOver", on_delete=models.PROTECT, related_name="transfers", null=True, blank=True
    )
    """The act it was part of; empty for a way back, and for what is older than such acts."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A trigger moves the published customer in the same transaction."""

        db_table = "tilth_transfer"
        indexes: ClassVar = [models.Index(fields=["customer_id", "-id"], name="transfer_customer")]
        constraints: ClassVar = [
            one_of("cause", (*CAUSES, TAKEN_BACK), name="transfer_cause_known"),
            routines("transfer"),
            policies.record("tilth_transfer", Thing.TRANSFER, led=True),
            Line(
                name="transfer_line",
                subject="transfer",
                happened="moved_at",
                said=("cause", "from_staff_id", "to_staff_id", "from_branch_id", "to_branch_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.from_staff_id} to {self.to_staff_id}"
