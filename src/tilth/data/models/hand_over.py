"""Hand-overs: customers that changed hands in one act, and can be taken back in one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.security import policies
from tilth.kernel.ids import uuid7


@tracked
class HandOver(models.Model):
    """One act of one leader: from whom, to whom, how many, why; each of its transfers names it (ROLE-12)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_staff_id = fields.maybe_text()
    """Empty: customers who had no manager."""
    to_staff_ids = fields.texts()
    customers = models.PositiveIntegerField()
    cause = models.CharField(max_length=20)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned = models.PositiveIntegerField(null=True, blank=True)
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
