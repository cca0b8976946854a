"""Where staff stood when: one row per change of branch, role or activity in the feed."""

from typing import ClassVar

from django.db import models

from tilth.data import fields


class StaffChange(models.Model):
    """One change of a member of staff, as the feed told it; only ever added to."""

    id = models.BigAutoField(primary_key=True)
    staff_id = fields.text()
    changed_at = models.DateTimeField(db_default=models.functions.Now())
    from_branch_id = fields.maybe_text()
    """Empty: new in the feed."""
    to_branch_id = fields.maybe_text()
    """Empty: gone from the feed."""
    was_active = models.BooleanField(null=True)
    is_active = models.BooleanField(null=True)

    objects: ClassVar[models.Manager["StaffChange"]] = models.Manager()

    class Meta:
        """By member of staff."""

        db_table = "tilth_staff_change"
        indexes: ClassVar = [models.Index(fields=["staff_id", "changed_at"], name="staff_change_staff")]

    def __str__(self) -> str:
        return f"{self.staff_id}: {self.from_branch_id} to {self.to_branch_id}"
