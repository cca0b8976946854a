"""The contact interval that a customer agreed to (NEED-12)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy.permissions import Thing


@tracked
class CadenceAgreement(models.Model):
    """One customer's agreed interval in days; it wins over segment and tier (NEED-12)."""

    id = models.BigAutoField(primary_key=True)
    customer_id = models.TextField(unique=True)
    days = models.PositiveIntegerField()
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """At least a day."""

        db_table = "tilth_cadence_agreement"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(days__gt=0), name="cadence_days_positive"),
            policies.record("tilth_cadence_agreement", Thing.CADENCE_AGREEMENT, columns=()),
            Line(
                name="cadence_line",
                subject="cadence_agreement",
                happened="agreed_on::timestamp AT TIME ZONE 'Asia/Shanghai'",
                said=("days",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} days"
