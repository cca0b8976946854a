"""People besides the owner who take part in one customer: named, for a purpose, until a day."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing

PURPOSES = ("b_manager", "planner", "specialist", "hand_over", "approval")


@tracked
class Participant(models.Model):
    """One member of staff on one customer: why, from when, until when (ROLE-03, ROLE-09)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    staff_id = fields.text()
    purpose = models.CharField(max_length=20)
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    """Last day; there is no participation without an end."""
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """Ended before its time."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Short enough to be looked at again: at most a year and a day."""

        db_table = "tilth_participant"
        indexes: ClassVar = [
            models.Index(fields=["staff_id", "ends_on"], name="participant_staff"),
            models.Index(fields=["customer_id"], name="participant_customer"),
        ]
        constraints: ClassVar = [
            one_of("purpose", PURPOSES, name="participant_purpose_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="participant_ends_after"),
            models.CheckConstraint(condition=~Q(reason=""), name="participant_reason_given"),
            routines("reach"),
            policies.record("tilth_participant", Thing.PARTICIPANT, columns=("ended_at",), led=True),
            Line(
                name="participant_line",
                subject="participant",
                happened="created_at",
                staff="staff_id",
                due_on="ends_on",
                open="ended_at IS NULL",
                lapses=True,
                said=("purpose", "starts_on", "ends_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} until {self.ends_on}"
