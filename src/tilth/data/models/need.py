"""Needs: of what, how it shows, how far it has come, how urgent, by when, and what came of it (NEED-01)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.subjects.need import (
    CLASSES,
    DEPTHS,
    DIMENSIONS,
    FIRST,
    FORECAST,
    KINDS,
    LAST,
    NEED,
    PHASES,
    SOURCES,
    STATES,
)
from tilth.policy.words import Words


@records(NEED)
class Need(Record):
    """One need of one customer."""

    kind = said("dealing", Words("What", "需求内容"), fields.code(), codes=KINDS)
    dimension = said("dealing", Words("Of what", "维度"), fields.code(), codes=DIMENSIONS)
    explicit = said("dealing", Words("Explicit or hidden", "显隐"), fields.code(), codes=DEPTHS)
    nature = said("dealing", Words("Class", "类别"), fields.code(), codes=CLASSES)
    phase = said("dealing", Words("Phase", "阶段"), fields.code(), codes=PHASES, later=True)
    priority = said("dealing", Words("Priority", "优先级"), models.PositiveSmallIntegerField(), later=True)
    """1 is met first, 5 last."""
    noticed_on = said("dealing", Words("Noticed on", "发现日期"), models.DateField())
    due_on = said("dealing", Words("Needed on", "哪天要"), fields.maybe_date(), later=True)
    source = said("dealing", Words("Source", "来源"), fields.code(), codes=SOURCES)
    note = said("note", Words("In the customer's words", "需求说明"), fields.note())
    deal = said("technical", Words("Answered by the opportunity", "对应商机"), fields.maybe_key(), later=True)
    """The opportunity that answers it; nothing holds it in place."""
    outcome = said("note", Words("What came of it", "结果说明"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """A forecast has its day; a day lies on the day it was noticed, or later."""

        db_table = "tilth_need"
        indexes: ClassVar = [
            models.Index(fields=["deal"], name="need_deal", condition=Q(deal__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(nature=FORECAST) | Q(due_on__isnull=False), name="need_forecast_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("noticed_on")), name="need_due_after_noticed"
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=FIRST, priority__lte=LAST), name="need_priority_of_five"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="need_open_until_ended",
            ),
            # a line of its own: a need without a day waits, and asks on no day
            Line(
                name="need_line",
                subject="need",
                happened=f"noticed_on::timestamp AT TIME ZONE '{ZONE_NAME}'",
                staff="staff_id",
                due_on="due_on",
                open="ended_at IS NULL AND state = 'open' AND due_on IS NOT NULL",
                kept="voided_at IS NULL",
                said=NEED.line,
            ),
        ]
