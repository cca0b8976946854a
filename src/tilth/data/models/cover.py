"""Substitutes: who looks after an absent manager's customers, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.policy.subjects.cover import COVER
from tilth.policy.words import Words


@records(COVER)
class Cover(models.Model):
    """One absent manager and the substitute, from a day until a day (TRAP-38)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    absent_staff_id = said("staff_number", Words("Who is away", "谁不在岗"), fields.text())
    substitute_staff_id = said("staff_number", Words("Who stands in", "由谁代管"), fields.text())
    reason = said("note", Words("Reason", "原因"), models.TextField())
    starts_on = said("arrangement", Words("First day", "首日"), models.DateField())
    ends_on = said("arrangement", Words("Last day", "末日"), models.DateField())
    """Last day; there is no cover without an end."""
    arranged_by = said("staff_number", Words("Arranged by", "安排人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField(auto_now_add=True))
    ended_at = said("arrangement", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)
    """Ended before its time."""

    objects: ClassVar[models.Manager["Cover"]] = models.Manager()

    class Meta:
        """Nobody covers for themselves."""

        db_table = "tilth_cover"
        indexes: ClassVar = [models.Index(fields=["substitute_staff_id", "ends_on"], name="cover_substitute")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cover_ends_after"),
            models.CheckConstraint(
                condition=~Q(absent_staff_id=F("substitute_staff_id")), name="cover_two_people"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="cover_reason_given"),
            # a guard of its own: it is about people of the bank and names no customer
            policies.covers("tilth_cover"),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_staff_id} for {self.absent_staff_id}"
