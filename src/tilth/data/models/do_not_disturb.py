"""A customer's wish not to be disturbed (PROF-26)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.checks import one_of
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.policy import codes
from tilth.policy.subjects.do_not_disturb import DO_NOT_DISTURB
from tilth.policy.words import Words


@records(DO_NOT_DISTURB)
class DoNotDisturb(models.Model):
    """One setting: by which channel, about what, from when until when (PROF-26)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    channel = said(
        "permission",
        Words("Channel", "渠道"),
        models.CharField(max_length=20, default="any"),
        codes=codes.CHANNELS_OF_WISHES,
    )
    topic = said("permission", Words("About", "事由"), models.TextField(blank=True, default=""))
    starts_on = said("permission", Words("First day", "首日"), models.DateField(), later=True)
    ends_on = said("permission", Words("Last day", "末日"), fields.maybe_date(), later=True)
    """Last day; empty = until withdrawn."""
    reason = said("note", Words("Reason", "原因"), fields.note())
    source = said("note", Words("Source", "来源"), fields.note())
    created_by = said("staff_number", Words("Written by", "登记人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField(auto_now_add=True))

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """It cannot end before it starts."""

        db_table = "tilth_do_not_disturb"
        indexes: ClassVar = [models.Index(fields=["customer_id", "starts_on"], name="dnd_customer")]
        constraints: ClassVar = [
            one_of("channel", codes.CHANNELS_OF_WISHES, name="dnd_channel_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="dnd_ends_after_start",
            ),
            Line(
                name="dnd_line",
                subject="do_not_disturb",
                happened="created_at",
                due_on="ends_on",
                open="ends_on IS NOT NULL",
                lapses=True,
                said=("channel", "starts_on", "ends_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.starts_on}"
