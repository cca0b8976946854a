"""An open reason that a person closed, and why: it asks for no contact any more (LIST-14)."""

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
class ReasonClosure(models.Model):
    """One event closed: which, by whom, with which reason; taken back on the same day, it stands again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event_id = fields.text()
    """The event's number, which is the same in every night that tells of it."""
    customer_id = fields.text()
    kind = fields.text()
    staff_id = fields.text()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")
    business_date = models.DateField()
    """The night whose events the person saw."""
    closed_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=100, unique=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """An event is closed once."""

        db_table = "tilth_reason_closure"
        indexes: ClassVar = [models.Index(fields=["customer_id"], name="reason_closure_customer")]
        constraints: ClassVar = [
            one_of("reason", codes.CLOSING_REASONS, name="reason_closure_reason_known"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="reason_closure_voided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["event_id"], condition=Q(voided_at__isnull=True), name="reason_closure_once"
            ),
            policies.record(
                "tilth_reason_closure",
                Thing.CONTACT,
                columns=("voided_at", "voided_by_id"),
                signs=("staff_id",),
                changes=policies.OWN,
            ),
            Line(
                name="reason_closure_line",
                subject="reason_closure",
                happened="closed_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=("kind", "reason", "business_date"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reason}"
