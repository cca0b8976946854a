"""Levels: from which one to which, on which day, with the values of the criteria then (REL-03, REL-04)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.levels.codes import LEVELS
from tilth.policy.subjects.level import LEVEL, STATES
from tilth.policy.words import Words


@records(LEVEL)
class Level(Record):
    """One step, up or back."""

    before = said("dealing", Words("From", "原级别"), fields.code(), codes=LEVELS)
    reached = said("dealing", Words("To", "新级别"), fields.code(), codes=LEVELS)
    stepped_on = said("dealing", Words("Day", "日期"), models.DateField())
    why = said("note", Words("Why", "依据说明"), fields.note())
    evidence = said("dealing", Words("Values of the criteria", "当时条件值"), fields.maybe_text())
    """Measure, months, sign, bound and value of each criterion of the level, as they were on the day."""
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    answer = said("note", Words("Answer", "审批意见"), fields.note(), later=True)
    decided_at = said("dealing", Words("Decided at", "审批时间"), fields.maybe_moment(), later=True)
    decided_by = said("staff_number", Words("Decided by", "审批人"), maybe_account(), later=True)

    class Meta(Record.Meta):
        """It leads somewhere else."""

        db_table = "tilth_level"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(before=F("reached")), name="level_leads_elsewhere"),
        ]
