"""How a customer likes to be contacted: zone, weekly windows, and what to leave unsaid."""

from typing import Any, ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.permissions import Thing
from tilth.policy.subjects.preference import PREFERENCE
from tilth.policy.words import Words


@records(PREFERENCE)
class ContactPreference(models.Model):
    """One customer's suitable times for a visit or a call (PROF-14), and topics to avoid (PROF-20)."""

    id = said("technical", Words("Number", "编号"), models.BigAutoField(primary_key=True))
    customer_id = said("customer_number", Words("Customer", "客户"), models.TextField(unique=True))
    zone = said(
        "permission",
        Words("Time zone", "时区"),
        models.CharField(max_length=40, default=ZONE_NAME),
        later=True,
    )
    """IANA name of the customer's time zone."""
    windows: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = said(
        "permission", Words("Suitable times", "方便的时段"), models.JSONField(default=list), later=True
    )
    """List of {"weekday": 1…7, "from": "09:00", "until": "12:00"}, end excluded; empty = any time."""
    avoid = said("note", Words("Topics to avoid", "不要谈的话题"), fields.maybe_notes(), later=True)
    """What nobody of the bank brings up with the customer (PROF-20); empty = nothing known."""
    recorded_by = said("staff_number", Words("Written by", "登记人"), account(), later=True)
    changed_at = said(
        "technical", Words("Changed at", "修改时间"), models.DateTimeField(auto_now=True), later=True
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """One per customer."""

        db_table = "tilth_contact_preference"
        constraints: ClassVar = [
            # a guard of its own: there is one a customer, written anew as a whole
            policies.record("tilth_contact_preference", Thing.PREFERENCE, columns=()),
            Line(name="preference_line", subject="contact_preference", happened="changed_at", said=("zone",)),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {len(self.windows)} windows"
