"""Commitments: of which kind, given and due when, what such things took then, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security.guarding import routines
from tilth.policy.subjects.commitment import COMMITMENT, DAYS, IN_TIME, KINDS, STATES, WARNED
from tilth.policy.words import Words


@records(COMMITMENT)
class Commitment(Record):
    """One commitment; what such things took is kept as it was when it was given."""

    kind = said("dealing", Words("Kind", "类别"), fields.code(), codes=KINDS)
    given_on = said("dealing", Words("Given on", "承诺日"), models.DateField())
    due_on = said("dealing", Words("Promised for", "兑现日"), models.DateField())
    span = said("dealing", Words("Working days until then", "距兑现工作日"), fields.integer())
    takes = said("dealing", Words("Working days it takes", "所需工作日"), fields.integer())
    """The median of the bank's own, or the least of the playbook, on the day it was given."""
    told_by = said("dealing", Words("Kept promises that tell it", "依据的已兑现笔数"), fields.integer())
    """0: the playbook tells it."""
    day = said("dealing", Words("The day", "所定日期"), fields.code(), codes=DAYS)
    reason = said("note", Words("Why sooner than it takes", "提早的理由"), fields.note())
    note = said("note", Words("In words", "说明"), fields.note())
    took = said("dealing", Words("Working days it took", "实际工作日"), fields.maybe_integer(), later=True)
    outcome = said("note", Words("What came of it", "结果说明"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    class Meta(Record.Meta):
        """Too soon is what was warned of; kept is what took its days."""

        db_table = "tilth_commitment"
        constraints: ClassVar = [
            routines("promises"),
            models.CheckConstraint(condition=Q(due_on__gte=F("given_on")), name="commitment_due_after"),
            models.CheckConstraint(
                condition=Q(day=WARNED, span__lt=F("takes")) | Q(day=IN_TIME, span__gte=F("takes")),
                name="commitment_warned_is_too_soon",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="commitment_open_until_ended",
            ),
            models.CheckConstraint(
                condition=Q(state="kept", took__isnull=False) | (~Q(state="kept") & Q(took__isnull=True)),
                name="commitment_kept_took_days",
            ),
        ]
