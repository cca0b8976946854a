"""Clearances: the contact gate's yes, reserved before the call is made."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing


@tracked
class Clearance(models.Model):
    """One allowed attempt: it counts towards the caps until a contact takes its place (C-53)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    household_id = fields.maybe_text()
    staff_id = fields.text()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    given_on = models.DateField()
    """The calendar day of `given_at` in the bank's zone."""
    valid_until = models.DateTimeField()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Counted by customer and by household."""

        db_table = "tilth_clearance"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "given_on"], name="clearance_customer"),
            models.Index(fields=["household_id", "given_on"], name="clearance_household"),
        ]
        constraints: ClassVar = [
            one_of("channel", codes.CHANNELS, name="clearance_channel_known"),
            one_of("purpose", codes.PURPOSES, name="clearance_purpose_known"),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=F("given_at")), name="clearance_valid_for_a_while"
            ),
            routines("gate"),
            policies.record("tilth_clearance", Thing.CLEARANCE, signs=("staff_id",)),
            Line(
                name="clearance_line",
                subject="clearance",
                happened="given_at",
                staff="staff_id",
                said=("channel", "purpose"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.given_on}"
