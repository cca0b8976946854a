"""Target tiers: one open at a time, until when, and what became of it (TIER-02)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy import codes
from tilth.policy.subjects.target_tier import STATES, TARGET_TIER
from tilth.policy.words import Words


@records(TARGET_TIER)
class TargetTier(Record):
    """One target of one customer."""

    tier = said("standing", Words("Target", "目标"), fields.code(), codes=codes.TIERS)
    tier_then = said("standing", Words("Tier then", "当时等级"), fields.code(), codes=codes.TIERS)
    set_on = said("dealing", Words("Set on", "设定日期"), models.DateField())
    due_on = said("dealing", Words("To be reached by", "达成期限"), models.DateField(), later=True)
    note = said("note", Words("How", "打算"), fields.note())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """Due on the day it was set, or later; open as long as nothing ended it; one open a customer."""

        db_table = "tilth_target_tier"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("set_on")), name="target_tier_due_after_set"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="target_tier_open_until_ended",
            ),
        ]
