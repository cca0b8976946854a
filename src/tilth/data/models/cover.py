"""Substitutes: who looks after an absent manager's customers, until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.security import policies
from tilth.kernel.ids import uuid7


@tracked
class Cover(models.Model):
    """One absent manager and the substitute, from a day until a day (TRAP-38)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    absent_staff_id = fields.text()
    substitute_staff_id = fields.text()
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    """Last day; there is no cover without an end."""
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """Ended before its time."""

    objects: ClassVar[models.Manager["Cover"]] = models.Manager()

    class Meta:
        """Nobody covers for themselves."""

        db_table = "tilth_cover"
        indexes: ClassVar = [models.Index(fields=["substitute_staff_id", "ends_on"], name="cover_substitute")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cover_ends_after"),
            models.CheckConstraint(
                condition=~Q(absent_staff_id=F("substitute_staff_id")), name="cover_two_people"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="cover_reason_given"),
            policies.covers("tilth_cover"),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_staff_id} for {self.absent_staff_id}"
