"""Steps of a path: trouble, way and deed in words, what they stand on and bring on, by when (PLAN-10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.levels.codes import STAGES
from tilth.policy.subjects.path_step import BRINGS, PATH_STEP, STATES
from tilth.policy.words import Words


@records(PATH_STEP)
class PathStep(Record):
    """One step, until it is done or left out."""

    stage = said("dealing", Words("On what it stands", "关系类型"), fields.code(), codes=STAGES)
    brings = said("dealing", Words("Brings on", "补哪一条"), fields.code(), codes=BRINGS)
    """The measure whose criterion it brings on, or none."""
    trouble = said("note", Words("What troubles the customer", "客户痛点"), fields.note())
    way = said("note", Words("The way", "设计路径"), fields.note())
    deed = said("note", Words("What is done", "具体行为"), fields.note())
    due_on = said("dealing", Words("By", "日期"), models.DateField())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    result = said("note", Words("What came of it", "关系变化"), fields.note(), later=True)
    done_at = said("dealing", Words("Done at", "完成时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """What waits is not done."""

        db_table = "tilth_path_step"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", done_at=None) | (~Q(state="open") & Q(done_at__isnull=False)),
                name="path_step_done_or_open",
            ),
        ]
