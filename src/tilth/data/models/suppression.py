"""Suppressions: why nobody may contact a customer at present."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Action, Thing


@tracked
class Suppression(models.Model):
    """One reason to leave a customer alone, from a day on (C-07, C-10, C-11, C-54)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    kind = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """Last day; empty = until lifted."""
    reason = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Lifted means: by somebody, at a moment."""

        db_table = "tilth_suppression"
        indexes: ClassVar = [models.Index(fields=["customer_id", "starts_on"], name="suppression_customer")]
        constraints: ClassVar = [
            one_of("kind", codes.SUPPRESSIONS, name="suppression_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="suppression_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="suppression_lifted_by_somebody",
            ),
            routines("restriction"),
            policies.record(
                "tilth_suppression",
                Thing.SUPPRESSION,
                columns=("lifted_at", "lifted_by_id"),
                adds=policies.restricting(Action.CREATE),
                changes=policies.restricting(Action.UPDATE),
            ),
            Line(
                name="suppression_line",
                subject="suppression",
                happened="created_at",
                due_on="ends_on",
                open="ends_on IS NOT NULL AND lifted_at IS NULL",
                lapses=True,
                said=("kind", "starts_on", "ends_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"
