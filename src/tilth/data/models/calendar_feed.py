"""An address under which a person's own calendar reads what is due, without signing in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tilth.data.history import tracked
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.kernel.ids import uuid7


@tracked
class CalendarFeed(models.Model):
    """One address: its secret is shown once, here lies the digest; withdrawn, it opens nothing for ever."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret."""
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["CalendarFeed"]] = models.Manager()

    class Meta:
        """One standing address a person."""

        db_table = "tilth_calendar_feed"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(withdrawn_at__isnull=True), name="calendar_feed_one_stands"
            ),
            policies.own("tilth_calendar_feed"),
            routines("feeds"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
