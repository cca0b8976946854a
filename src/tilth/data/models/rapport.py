"""The emotional account: which deed, when, for how many points (REL-07, AFT-12)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.levels.account import ORIGINS
from tilth.policy.levels.codes import CARE, FACTORS
from tilth.policy.subjects.rapport import RAPPORT
from tilth.policy.words import Words


@records(RAPPORT)
class Rapport(Record):
    """One entry; points above nought were put in, those below it taken out."""

    deed = said("dealing", Words("What was done", "做了什么"), fields.maybe_text())
    """A deed of the playbook."""
    factor = said("dealing", Words("Of", "类别"), fields.code(), codes=FACTORS)
    care = said("dealing", Words("Care", "关怀层次"), fields.maybe_text(), codes=CARE)
    points = said("dealing", Words("Points", "分值"), models.IntegerField())
    done_on = said("dealing", Words("Day", "日期"), models.DateField())
    note = said("note", Words("Note", "备注"), fields.note())
    origin = said("dealing", Words("Comes of", "由来"), fields.maybe_text(), codes=ORIGINS)
    origin_row = said("technical", Words("Record it comes of", "来源记录"), fields.maybe_text())
    """The key of that record: it counts once."""

    class Meta(Record.Meta):
        """It is worth something, and what happened counts once."""

        db_table = "tilth_rapport"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(points=0), name="rapport_worth_something"),
            models.UniqueConstraint(
                fields=["origin_row"],
                condition=Q(origin_row__isnull=False, voided_at__isnull=True),
                name="rapport_counts_once",
            ),
        ]
