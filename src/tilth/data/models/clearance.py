"""Clearances: the contact gate's yes, reserved before the call is made."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security.guarding import routines
from tilth.policy import codes
from tilth.policy.subjects.clearance import CLEARANCE
from tilth.policy.words import Words


@records(CLEARANCE)
class Clearance(models.Model):
    """One allowed attempt: it counts towards the caps until a contact takes its place (C-53)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    household_id = said("relation", Words("Household", "家庭"), fields.maybe_text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    user = said("staff_number", Words("Written by", "登记人"), account())
    channel = said("permission", Words("Channel", "渠道"), fields.code(), codes=codes.CHANNELS)
    purpose = said("permission", Words("Purpose", "目的"), fields.code(), codes=codes.PURPOSES)
    given_at = said("permission", Words("Given at", "许可时间"), models.DateTimeField())
    given_on = said("permission", Words("Given on", "许可日期"), models.DateField())
    """The calendar day of `given_at` in the bank's zone."""
    valid_until = said("permission", Words("Valid until", "有效至"), models.DateTimeField())

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Counted by customer and by household."""

        db_table = "tilth_clearance"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "given_on"], name="clearance_customer"),
            models.Index(fields=["household_id", "given_on"], name="clearance_household"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=F("given_at")), name="clearance_valid_for_a_while"
            ),
            routines("gate"),
            Line(
                name="clearance_line",
                subject="clearance",
                happened="given_at",
                staff="staff_id",
                said=("channel", "purpose"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.given_on}"
