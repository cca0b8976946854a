"""Transfers: a customer moves to another manager at once; the feed catches up later."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.policy import codes
from tilth.policy.permissions import Thing
from tilth.policy.subjects.transfer import TRANSFER
from tilth.policy.words import Words


@records(TRANSFER)
class Transfer(models.Model):
    """One customer handed from one manager to another (ROLE-12, TRAP-38).

    It holds while the feed still names the old manager; once the feed says anything else, the feed wins.
    """

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    from_staff_id = said("keeper", Words("Manager before", "原管户经理"), fields.maybe_text())
    from_branch_id = said("keeper", Words("Branch before", "原网点"), fields.text())
    to_staff_id = said("keeper", Words("New manager", "新管户经理"), fields.maybe_text())
    """Empty: nobody's until the branch assigns the customer."""
    to_branch_id = said("keeper", Words("New branch", "新网点"), fields.maybe_text())
    """Empty: the branch stays."""
    cause = said("arrangement", Words("Reason", "移交原因"), fields.code(), codes=codes.TRANSFER_CAUSES)
    note = said("note", Words("Note", "备注"), fields.note())
    moved_by = said("staff_number", Words("Handed over by", "移交人"), account())
    moved_at = said(
        "arrangement", Words("Handed over at", "移交时间"), models.DateTimeField(auto_now_add=True)
    )
    hand_over = said(
        "technical",
        Words("Hand-over", "移交批次"),
        models.ForeignKey(
            "tilth.HandOver", on_delete=models.PROTECT, related_name="transfers", null=True, blank=True
        ),
    )
    """The act it was part of; empty for a way back, and for what is older than such acts."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A trigger moves the published customer in the same transaction."""

        db_table = "tilth_transfer"
        indexes: ClassVar = [models.Index(fields=["customer_id", "-id"], name="transfer_customer")]
        constraints: ClassVar = [
            routines("transfer"),
            routines("follow"),
            # a guard of its own: it widens somebody's sight, so that whoever writes has entered
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
