"""Messages to the outside, written in the transaction that they tell about."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.kernel.ids import uuid7


class Outbox(models.Model):
    """One message that is to leave once: stored with the change, sent afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    topic = fields.text()
    payload: models.JSONField = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Unsent messages are found in the order in which they were made."""

        db_table = "tilth_outbox"
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(sent_at__isnull=True), name="outbox_unsent")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
