"""Target levels: which one, by which day, and what became of it (REL-04)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.levels.codes import LEVELS
from tilth.policy.subjects.level_target import LEVEL_TARGET, STATES
from tilth.policy.words import Words


@records(LEVEL_TARGET)
class LevelTarget(Record):
    """One target, until a step reaches it or somebody drops it."""

    level = said("dealing", Words("Level", "级别"), fields.code(), codes=LEVELS)
    due_on = said("dealing", Words("By", "目标日期"), models.DateField())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    why = said("note", Words("Why", "原因"), fields.note(), later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """What has ended says when."""

        db_table = "tilth_level_target"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="level_target_ended_says_when",
            ),
        ]
