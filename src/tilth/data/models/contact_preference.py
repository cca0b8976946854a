"""How a customer likes to be contacted: zone, weekly windows, and what to leave unsaid."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy.permissions import Thing


@tracked
class ContactPreference(models.Model):
    """One customer's suitable times for a visit or a call (PROF-14), and topics to avoid (PROF-20)."""

    id = models.BigAutoField(primary_key=True)
    customer_id = models.TextField(unique=True)
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    """IANA name of the customer's time zone."""
    windows: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)
    """List of {"weekday": 1…7, "from": "09:00", "until": "12:00"}, end excluded; empty = any time."""
    avoid = fields.maybe_texts()
    """What nobody of the bank brings up with the customer (PROF-20); empty = nothing known."""
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """One per customer."""

        db_table = "tilth_contact_preference"
        constraints: ClassVar = [
            policies.record("tilth_contact_preference", Thing.PREFERENCE, columns=()),
            Line(name="preference_line", subject="contact_preference", happened="changed_at", said=("zone",)),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {len(self.windows)} windows"
