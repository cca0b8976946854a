"""Gifts: what was given, what it was worth, and who approved it where it passed the limit (TRAP-15)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.gift import GIFT, KINDS, STATES
from tilth.policy.words import Words


@records(GIFT)
class Gift(Record):
    """One gift, or one invitation."""

    kind = said("dealing", Words("Kind", "类别"), fields.code(), codes=KINDS)
    value = said("amount", Words("Value", "金额"), fields.money())
    given_on = said("dealing", Words("Day", "日期"), models.DateField())
    note = said("note", Words("Note", "备注"), fields.note())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    answer = said("note", Words("Answer", "审批意见"), fields.note(), later=True)
    decided_at = said("dealing", Words("Decided at", "审批时间"), fields.maybe_moment(), later=True)
    decided_by = said("staff_number", Words("Decided by", "审批人"), maybe_account(), later=True)

    class Meta(Record.Meta):
        """It is worth something."""

        db_table = "tilth_gift"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(value__gt=0), name="gift_worth_something"),
        ]
