"""One publication of a night: the number that all its rows carry."""

from typing import ClassVar

from django.db import models

from tilth.data import codes, fields
from tilth.data.checks import one_of


class Generation(models.Model):
    """One publication of a night: while it loads nobody sees it, and it becomes visible at once."""

    id = models.AutoField(primary_key=True)
    business_date = models.DateField()
    playbook_version = fields.text()
    feed_digest = fields.text()
    rows: models.JSONField = models.JSONField(default=dict)
    """Rows and sums per published table, as verified before it became visible."""
    state = models.CharField(max_length=10, default="loading")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A published generation says when."""

        db_table = "tilth_generation"
        constraints: ClassVar = [
            one_of("state", codes.GENERATION_STATES, name="generation_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="generation_published_at_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_date} ({self.pk})"
