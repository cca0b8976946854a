"""Service memos: what a customer asked for that could not be done at once, and what came of it (REC-03)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.memo import MEMO
from tilth.policy.words import Words


@records(MEMO)
class Memo(Record):
    """One demand and its answer."""

    asked_on = said("dealing", Words("Asked on", "提出日期"), models.DateField())
    demand = said("note", Words("What is wanted", "客户诉求"), fields.note())
    due_on = said("dealing", Words("Promised for", "承诺日期"), models.DateField())
    answer = said("note", Words("Answer", "处理结果"), fields.note(), later=True)
    answered_at = said("dealing", Words("Answered at", "办结时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """Promised for the day it was asked on, or later."""

        db_table = "tilth_memo"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="memo_due_after_asked"),
        ]
