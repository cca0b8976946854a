"""A customer's wish not to be disturbed (PROF-26)."""

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
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing


@tracked
class DoNotDisturb(models.Model):
    """One setting: by which channel, about what, from when until when (PROF-26)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    channel = models.CharField(max_length=20, default="any")
    topic = models.TextField(blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """Last day; empty = until withdrawn."""
    reason = models.TextField(blank=True, default="")
    source = models.TextField(blank=True, default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """It cannot end before it starts."""

        db_table = "tilth_do_not_disturb"
        indexes: ClassVar = [models.Index(fields=["customer_id", "starts_on"], name="dnd_customer")]
        constraints: ClassVar = [
            one_of("channel", ("any", *codes.CHANNELS), name="dnd_channel_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="dnd_ends_after_start",
            ),
            policies.record("tilth_do_not_disturb", Thing.DO_NOT_DISTURB, columns=("starts_on", "ends_on")),
            Line(
                name="dnd_line",
                subject="do_not_disturb",
                happened="created_at",
                due_on="ends_on",
                open="ends_on IS NOT NULL",
                lapses=True,
                said=("channel", "starts_on", "ends_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.starts_on}"
