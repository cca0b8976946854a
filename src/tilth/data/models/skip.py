"""A name of the list that was passed over today, and why (DESIGN rule 6, LIST-15)."""

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
class Skip(models.Model):
    """One name passed over: which list and rank, why, and the reasons of the list it is feedback on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    staff_id = fields.text()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    business_date = models.DateField()
    list_rank = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")
    list_reasons = fields.texts()
    """Why the name stood on the list: with `reason` = wrong_reason it is feedback on these rules."""
    made_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A name is passed over once a day."""

        db_table = "tilth_skip"
        indexes: ClassVar = [models.Index(fields=["reason", "business_date"], name="skip_reason_day")]
        constraints: ClassVar = [
            one_of("reason", codes.SKIP_REASONS, name="skip_reason_known"),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="skip_other_says_why"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="skip_voided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["customer_id", "business_date", "staff_id"],
                condition=Q(voided_at__isnull=True),
                name="skip_once_a_day",
            ),
            policies.record(
                "tilth_skip", Thing.SKIP, columns=("voided_at", "voided_by_id"), signs=("staff_id",)
            ),
            Line(
                name="skip_line",
                subject="skip",
                happened="made_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=("business_date", "list_rank", "reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_date} {self.reason}"
