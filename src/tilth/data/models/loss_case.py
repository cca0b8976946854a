"""Loss cases: why, how far it can be mended, the next step and its day, and what came of it (LIFE-06)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.loss_case import CLASSES, LOSS_CASE, REASONS, STATES, STEPS
from tilth.policy.words import Words


@records(LOSS_CASE)
class LossCase(Record):
    """One case of one customer."""

    reason = said("dealing", Words("Reason", "流失原因"), fields.code(), codes=REASONS, later=True)
    recoverable = said(
        "dealing", Words("How far it can be mended", "可挽回程度"), fields.code(), codes=CLASSES, later=True
    )
    step = said("dealing", Words("Next step", "挽回措施"), fields.code(), codes=STEPS, later=True)
    found_on = said("dealing", Words("Found on", "发现日期"), models.DateField())
    due_on = said("dealing", Words("Step due on", "措施日期"), models.DateField(), later=True)
    note = said("note", Words("What happened", "经过"), fields.note())
    outcome = said("note", Words("What came of it", "结果说明"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """A step lies on the day it was found, or later; open as long as nothing ended it."""

        db_table = "tilth_loss_case"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("found_on")), name="loss_case_due_after_found"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="loss_case_open_until_ended",
            ),
        ]
