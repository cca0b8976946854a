"""Summaries of days: what a manager writes to whoever leads at the end of a day (LIST-11)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.models.accounts import account
from tilth.data.said import registered, said
from tilth.data.security import policies
from tilth.policy.things import Thing
from tilth.policy.words import Words


@registered
@tracked
class DaySummary(models.Model):
    """One person's words about one day; the numbers beside them are counted from the records each time."""

    id = said("technical", Words("Number", "编号"), fields.key())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    day = said("arrangement", Words("Day", "日期"), models.DateField())
    body = said("note", Words("Summary", "小结"), models.TextField(), later=True)
    """About the work; customers are named beside it, from the records, and not in it."""
    written_by = said("staff_number", Words("Written by", "登记人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField())
    changed_at = said("arrangement", Words("Changed at", "修改时间"), models.DateTimeField(), later=True)
    sent_at = said("arrangement", Words("Sent at", "发送时间"), fields.maybe_moment(), later=True)
    """When it first went to whoever leads; empty for a draft, which nobody else reads."""

    objects: ClassVar[models.Manager["DaySummary"]] = models.Manager()

    class Meta:
        """One a person and day."""

        db_table = "tilth_day_summary"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff_id", "day"], name="day_summary_once"),
            models.CheckConstraint(condition=~Q(body=""), name="day_summary_says_something"),
            policies.sent_upwards(
                "tilth_day_summary", Thing.DAY_SUMMARY, columns=("body", "changed_at", "sent_at")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.day}"
