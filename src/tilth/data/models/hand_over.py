"""Hand-overs: customers that changed hands in one act, and can be taken back in one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.models.accounts import account, maybe_account
from tilth.data.said import registered, said
from tilth.data.security import policies
from tilth.policy.words import Words


@registered
@tracked
class HandOver(models.Model):
    """One act of one leader: from whom, to whom, how many, why; each of its transfers names it (ROLE-12)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    from_staff_id = said("keeper", Words("Manager before", "原管户经理"), fields.maybe_text())
    """Empty: customers who had no manager."""
    to_staff_ids = said("keeper", Words("To", "接手人"), fields.texts())
    customers = said("arrangement", Words("Customers", "客户数"), models.PositiveIntegerField())
    cause = said("arrangement", Words("Reason", "移交原因"), fields.code())
    made_by = said("staff_number", Words("Handed over by", "移交人"), account())
    made_at = said("arrangement", Words("Handed over at", "移交时间"), models.DateTimeField())
    taken_back_at = said("arrangement", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    taken_back_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)
    returned = said(
        "arrangement",
        Words("Customers who went back", "退回客户数"),
        models.PositiveIntegerField(null=True, blank=True),
        later=True,
    )
    """How many customers went back when it was taken back; the others had moved on."""

    objects: ClassVar[models.Manager["HandOver"]] = models.Manager()

    class Meta:
        """Newest first; taken back whole, by somebody, or not at all."""

        db_table = "tilth_hand_over"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, returned__isnull=True)
                | Q(
                    taken_back_at__isnull=False,
                    taken_back_by__isnull=False,
                    returned__isnull=False,
                    returned__lte=F("customers"),
                ),
                name="hand_over_taken_back_whole",
            ),
            policies.hand_overs("tilth_hand_over"),
        ]

    def __str__(self) -> str:
        return f"{self.customers} of {self.from_staff_id}"
