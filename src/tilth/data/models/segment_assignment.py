"""The segment that a person confirmed for a customer (PROF-24)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy.permissions import Thing


@tracked
class SegmentAssignment(models.Model):
    """One customer's confirmed segment in one scheme: it wins over the computed one, unless it is empty."""

    id = models.BigAutoField(primary_key=True)
    customer_id = fields.text()
    scheme = fields.text()
    segment = fields.text()
    reason = models.TextField(blank=True, default="")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """One per customer and scheme."""

        db_table = "tilth_segment_assignment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer_id", "scheme"], name="segment_assignment_once"),
            policies.record("tilth_segment_assignment", Thing.SEGMENT_ASSIGNMENT, columns=()),
            Line(
                name="segment_line",
                subject="segment_assignment",
                happened="confirmed_at",
                said=("scheme", "segment"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.segment}"
