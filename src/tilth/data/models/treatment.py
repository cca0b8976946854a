"""Special treatments of key customers: which, since when, and whether it still stands (TIER-12)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.treatment import KINDS, STATES, TREATMENT
from tilth.policy.words import Words


@records(TREATMENT)
class Treatment(Record):
    """One treatment of one customer."""

    kind = said("dealing", Words("Treatment", "待遇"), fields.code(), codes=KINDS)
    given_on = said("dealing", Words("Given since", "开始日期"), models.DateField())
    note = said("note", Words("Why, and how", "缘由与做法"), fields.note())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """It stands as long as nothing ended it."""

        db_table = "tilth_treatment"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="standing", ended_at__isnull=True)
                | Q(state="ended", ended_at__isnull=False),
                name="treatment_stands_until_ended",
            ),
        ]
