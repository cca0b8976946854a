"""A name of the list that was passed over today, and why (DESIGN rule 6, LIST-15)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.checks import by_somebody
from tilth.data.line import Line
from tilth.data.models.accounts import account, maybe_account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.policy import codes
from tilth.policy.subjects.skip import SKIP
from tilth.policy.words import Words


@records(SKIP)
class Skip(models.Model):
    """One name passed over: which list and rank, why, and the reasons of the list it is feedback on."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    user = said("staff_number", Words("Written by", "登记人"), account())
    business_date = said("technical", Words("Night of the list", "名单业务日期"), models.DateField())
    list_rank = said("event", Words("Rank on the list", "名单名次"), models.PositiveIntegerField())
    reason = said("dealing", Words("Why skip", "跳过原因"), fields.code(), codes=codes.SKIP_REASONS)
    note = said("note", Words("Note", "备注"), fields.note())
    list_reasons = said("event", Words("Reasons of the list", "名单理由"), fields.texts())
    """Why the name stood on the list: with `reason` = wrong_reason it is feedback on these rules."""
    made_at = said("dealing", Words("Written at", "登记时间"), models.DateTimeField())
    voided_at = said("technical", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    voided_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A name is passed over once a day."""

        db_table = "tilth_skip"
        indexes: ClassVar = [models.Index(fields=["reason", "business_date"], name="skip_reason_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="skip_other_says_why"),
            by_somebody("voided", name="skip_voided_by_somebody"),
            models.UniqueConstraint(
                fields=["customer_id", "business_date", "staff_id"],
                condition=Q(voided_at__isnull=True),
                name="skip_once_a_day",
            ),
            Line(
                name="skip_line",
                subject="skip",
                happened="made_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=("business_date", "list_rank", "reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_date} {self.reason}"
