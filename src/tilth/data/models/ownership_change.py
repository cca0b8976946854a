"""Who owned whom when: one row per change of manager or branch."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.checks import one_of
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy import codes


class OwnershipChange(models.Model):
    """One change of a customer's owner, by the feed or by a transfer; only ever added to."""

    id = models.BigAutoField(primary_key=True)
    customer_id = fields.text()
    changed_at = models.DateTimeField(db_default=models.functions.Now())
    from_staff_id = fields.maybe_text()
    to_staff_id = fields.maybe_text()
    from_branch_id = fields.maybe_text()
    """Empty: the customer was not with the bank before."""
    to_branch_id = fields.maybe_text()
    """Empty: the customer left the feed."""
    source = models.CharField(max_length=10)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By customer, and by those who lost or gained one."""

        db_table = "tilth_ownership_change"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "changed_at"], name="ownership_customer"),
            models.Index(fields=["from_staff_id", "changed_at"], name="ownership_lost"),
        ]
        constraints: ClassVar = [
            one_of("source", codes.OWNED_BY, name="ownership_source_known"),
            policies.following("tilth_ownership_change"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.from_staff_id} to {self.to_staff_id}"
