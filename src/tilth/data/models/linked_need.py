"""Linked needs: who around a customer needs what, how many they are, the next step and its day (NEED-06)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.linked_need import AROUND, BATCHES, LINKED_NEED, NEEDS, STATES
from tilth.policy.words import Words


@records(LINKED_NEED)
class LinkedNeed(Record):
    """One need of somebody around one customer."""

    around = said("dealing", Words("Whose", "谁的需求"), fields.code(), codes=AROUND)
    name = said("note", Words("Name", "姓名或单位名称"), fields.note())
    need = said("dealing", Words("Need", "需求"), fields.code(), codes=NEEDS)
    head_count = said(
        "dealing", Words("How many people", "涉及人数"), models.PositiveIntegerField(null=True), later=True
    )
    told_on = said("dealing", Words("Told on", "得知日期"), models.DateField())
    due_on = said("dealing", Words("Next step on", "下一步日期"), models.DateField(), later=True)
    note = said("note", Words("What they need", "需求说明"), fields.note())
    outcome = said("note", Words("What came of it", "结果说明"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """A need of many says how many they are; its next step lies on the day it was told, or later."""

        db_table = "tilth_linked_need"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("told_on")), name="linked_need_due_after_told"),
            models.CheckConstraint(
                condition=~Q(need__in=sorted(BATCHES)) | Q(head_count__gte=1),
                name="linked_need_of_many_counts",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="linked_need_open_until_ended",
            ),
        ]
