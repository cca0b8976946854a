"""People besides the owner who take part in one customer: named, for a purpose, until a day."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.policy import codes
from tilth.policy.permissions import Thing
from tilth.policy.subjects.participant import PARTICIPANT
from tilth.policy.words import Words


@records(PARTICIPANT)
class Participant(models.Model):
    """One member of staff on one customer: why, from when, until when (ROLE-03, ROLE-09)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    purpose = said("arrangement", Words("Purpose", "目的"), fields.code(), codes=codes.PARTICIPATIONS)
    reason = said("note", Words("Reason", "原因"), fields.given_note())
    starts_on = said("arrangement", Words("First day", "首日"), models.DateField())
    ends_on = said("arrangement", Words("Last day", "末日"), models.DateField())
    """Last day; there is no participation without an end."""
    invited_by = said("staff_number", Words("Invited by", "邀请人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField(auto_now_add=True))
    ended_at = said("arrangement", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)
    """Ended before its time."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Short enough to be looked at again: at most a year and a day."""

        db_table = "tilth_participant"
        indexes: ClassVar = [
            models.Index(fields=["staff_id", "ends_on"], name="participant_staff"),
            models.Index(fields=["customer_id"], name="participant_customer"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="participant_ends_after"),
            models.CheckConstraint(condition=~Q(reason=""), name="participant_reason_given"),
            routines("reach"),
            # a guard of its own: it widens somebody's sight, so that whoever writes has entered
            policies.record("tilth_participant", Thing.PARTICIPANT, columns=("ended_at",), led=True),
            Line(
                name="participant_line",
                subject="participant",
                happened="created_at",
                staff="staff_id",
                due_on="ends_on",
                open="ended_at IS NULL",
                lapses=True,
                said=("purpose", "starts_on", "ends_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} until {self.ends_on}"
