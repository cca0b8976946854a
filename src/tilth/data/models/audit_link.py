"""The chain over the audit: one numbered link per entry and day."""

from typing import ClassVar

from django.db import models

from tilth.data.guard import Guard


class AuditLink(models.Model):
    """One link: hash = SHA-256(hash before it ‖ the entry in canonical form); made at commit."""

    pk = models.CompositePrimaryKey("day", "number")
    day = models.DateField()
    number = models.BigIntegerField()
    """1 for the day's first entry."""
    entry_id = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    objects: ClassVar[models.Manager["AuditLink"]] = models.Manager()

    class Meta:
        """By day and number."""

        db_table = "tilth_audit_link"
        constraints: ClassVar = [
            Guard(name="audit_link_guard"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"
