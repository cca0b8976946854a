"""Erasures of persons: asked for, decided by a second person, and what marks them in the audit (PIPL 47)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.records import Record, maybe_account, records
from tilth.data.said import said
from tilth.data.security.guarding import routines
from tilth.policy.subjects.erasure import ERASURE, REASONS, STATES
from tilth.policy.words import Words


@records(ERASURE)
class Erasure(Record):
    """One person: why, who decided, and the salted mark that stands for the number in the audit."""

    asked_on = said("dealing", Words("Asked on", "申请日期"), models.DateField())
    reason = said("dealing", Words("Reason", "原因"), fields.code(), codes=REASONS)
    note = said("note", Words("Note", "备注"), fields.note())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    answer = said("note", Words("Answer", "复核意见"), fields.note(), later=True)
    mark = said("technical", Words("Mark", "标记"), models.TextField(blank=True, default=""), later=True)
    """Keyed digest of the number; its salt lies with the keys, outside the database."""
    decided_at = said("dealing", Words("Decided at", "复核时间"), fields.maybe_moment(), later=True)
    decided_by = said("staff_number", Words("Decided by", "复核人"), maybe_account(), later=True)

    class Meta(Record.Meta):
        """One at a time; what waits is not decided, and what was done is not taken back."""

        db_table = "tilth_erasure"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="erasure_waits_or_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(voided_at__isnull=True), name="erasure_stays"
            ),
            models.UniqueConstraint(
                fields=["customer_id"],
                condition=Q(state__in=["asked", "erased"], voided_at__isnull=True),
                name="erasure_once",
            ),
            routines("erasure"),
        ]
