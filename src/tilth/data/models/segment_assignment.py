"""The segment that a person confirmed for a customer (PROF-24)."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy.permissions import Thing
from tilth.policy.subjects.segment_assignment import SEGMENT_ASSIGNMENT
from tilth.policy.words import Words


@records(SEGMENT_ASSIGNMENT)
class SegmentAssignment(models.Model):
    """One customer's confirmed segment in one scheme: it wins over the computed one, unless it is empty."""

    id = said("technical", Words("Number", "编号"), models.BigAutoField(primary_key=True))
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    scheme = said("standing", Words("Scheme", "分群方案"), fields.text(), later=True)
    segment = said("standing", Words("Segment", "客群"), fields.text(), later=True)
    reason = said("note", Words("Reason", "原因"), fields.note(), later=True)
    confirmed_by = said("staff_number", Words("Confirmed by", "确认人"), account(), later=True)
    confirmed_at = said("technical", Words("Confirmed at", "确认时间"), models.DateTimeField(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """One per customer and scheme."""

        db_table = "tilth_segment_assignment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer_id", "scheme"], name="segment_assignment_once"),
            # a guard of its own: there is one a scheme, written anew as a whole
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
