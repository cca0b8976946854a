"""A telephone number that reached somebody else or nobody: wrong until the feed brings another (REC-01)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing


@tracked
class NumberMark(models.Model):
    """One number of one customer, marked wrong: which, by whom, in which contact it turned out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    field = models.CharField(max_length=20)
    number_index = fields.text()
    """Blind index of the number as it was: once the customer's number has another, the mark says nothing."""
    staff_id = fields.text()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    contact = models.ForeignKey(
        "tilth.Contact", on_delete=models.PROTECT, related_name="marks", null=True, blank=True
    )
    """The contact in which it turned out."""
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A number of a customer is marked once."""

        db_table = "tilth_number_mark"
        indexes: ClassVar = [models.Index(fields=["contact"], name="number_mark_contact")]
        constraints: ClassVar = [
            one_of("field", codes.NUMBERS, name="number_mark_field_known"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="number_mark_voided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["customer_id", "field", "number_index"],
                condition=Q(voided_at__isnull=True),
                name="number_mark_once",
            ),
            policies.record(
                "tilth_number_mark", Thing.CONTACT, columns=("voided_at", "voided_by_id"), signs=("staff_id",)
            ),
            Line(
                name="number_mark_line",
                subject="number_mark",
                happened="marked_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=("field",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.field}"
