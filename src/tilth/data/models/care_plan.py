"""Care plans: how often, by which channel, from when until when, and the day that is due next (CAD-05)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.guard import Guard
from tilth.data.line import Line
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.policy import codes
from tilth.policy.permissions import Action
from tilth.policy.subjects.care_plan import BLOCKS, CARE_PLAN, EVERY, STATES
from tilth.policy.words import Words

_OF = policies.of_customer(CARE_PLAN.table)
_ASKED = policies.asked_of(CARE_PLAN.roles(Action.CREATE))


@records(CARE_PLAN)
class CarePlan(Record):
    """One plan of a customer, of somebody's hand or of the bank's rule, until it ends."""

    made_by = said("staff_number", Words("Written by", "登记人"), maybe_account())
    """Null: the bank's playbook set it."""
    every = said("dealing", Words("How often", "频率"), fields.code(), codes=EVERY)
    channel = said("dealing", Words("Channel", "渠道"), fields.code(), codes=codes.CHANNELS)
    starts_on = said("dealing", Words("From", "起始日期"), models.DateField())
    ends_on = said("dealing", Words("Until", "截止日期"), fields.maybe_date())
    about = said("note", Words("What it is about", "说明"), fields.note())
    handles = said("note", BLOCKS["handles"], fields.note(), later=True)
    direction = said("note", BLOCKS["direction"], fields.note(), later=True)
    indicators = said("note", BLOCKS["indicators"], fields.note(), later=True)
    services = said("note", BLOCKS["services"], fields.note(), later=True)
    """The four blocks (MAIN-01); empty: as the bank proposes."""
    next_on = said("dealing", Words("Next", "下次日期"), models.DateField(), later=True)
    done_on = said("dealing", Words("Last done", "上次完成"), fields.maybe_date(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    why = said("note", Words("Why", "原因"), fields.note(), later=True)
    """Why it was paused or ended by hand."""
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """What has ended says when; it ends after it begins."""

        db_table = "tilth_care_plan"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) | (~Q(state="ended") & Q(ended_at=None)),
                name="care_plan_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="care_plan_ends_after_start"
            ),
            # a guard of its own: nobody passes a plan off as the bank's
            Guard(
                name="care_plan_guard",
                sees=_OF,
                adds=f"{_ASKED} AND {_OF} AND made_by_id IS NOT NULL",
                changes=f"{_ASKED} AND {_OF}",
                columns=(
                    *("voided_at", "voided_by_id", "next_on", "done_on", "state", "why", "ended_at"),
                    *BLOCKS,
                ),
                signs=("staff_id",),
            ),
            Line(
                name="care_plan_line",
                subject="care_plan",
                happened="made_at",
                staff="staff_id",
                due_on="next_on",
                open="state = 'running'",
                kept="voided_at IS NULL",
                said=("every", "channel", "next_on", "ends_on", "state"),
            ),
        ]
