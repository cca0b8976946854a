"""Opportunities: product, amount, stage with its day, and what came of it, with the seven facts of a sale."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security.guarding import routines
from tilth.policy.codes import CATEGORIES
from tilth.policy.subjects.opportunity import (
    OPPORTUNITY,
    ORDER,
    PREFERENCES,
    PSYCHOLOGY,
    REASONS,
    SOURCES,
    STAGES,
    STATES,
    TYPES,
)
from tilth.policy.words import Words

if TYPE_CHECKING:
    from decimal import Decimal

SALE = ("bought_on", "bought_amount", "price", "expected_return", "stop_loss", "preference")
"""What a sale records beside the purchases before it (SALM-01)."""


def _rate() -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)


@records(OPPORTUNITY)
class Opportunity(Record):
    """One opportunity; every stage that it stood in is kept in its history, with the day."""

    source = said("dealing", Words("Source", "来源"), fields.code(), codes=SOURCES)
    type = said("dealing", Words("Type", "类型"), fields.code(), codes=TYPES)
    category = said(
        "dealing", Words("Category", "产品类别"), fields.maybe_text(), codes=CATEGORIES, later=True
    )
    """Null until it is known."""
    product = said("dealing", Words("Product", "产品编号"), fields.maybe_text(), later=True)
    amount = said("amount", Words("Amount", "金额"), fields.maybe_money(), later=True)
    stage = said("dealing", Words("Stage", "阶段"), fields.code(), codes=STAGES, later=True)
    stage_on = said("dealing", Words("In this stage since", "进入阶段日期"), models.DateField(), later=True)
    opened_on = said("dealing", Words("Opened on", "建立日期"), models.DateField())
    expected_on = said("dealing", Words("Expected on", "预计成交"), models.DateField(), later=True)
    psychology = said(
        "dealing", Words("State of mind", "心理阶段"), fields.maybe_text(), codes=PSYCHOLOGY, later=True
    )
    contact = said("technical", Words("Heard in the contact", "得知于联络"), of_contact())
    interest = said("technical", Words("Opened by the interest", "来自意向"), fields.maybe_key())
    note = said("note", Words("Note", "备注"), fields.note())
    reason = said(
        "dealing", Words("Why it was dropped", "未成交原因"), fields.maybe_text(), codes=REASONS, later=True
    )
    outcome = said("note", Words("What came of it", "结果说明"), fields.note(), later=True)
    bought_on = said("dealing", Words("Bought on", "购买日期"), fields.maybe_date(), later=True)
    bought_amount = said("amount", Words("Bought for", "购买金额"), fields.maybe_money(), later=True)
    price = said("amount", Words("Price", "产品价格"), fields.maybe_money(), later=True)
    expected_return = said(
        "dealing", Words("Return the customer expects, % a year", "期望收益率（年化 %）"), _rate(), later=True
    )
    stop_loss = said("dealing", Words("Stop-loss range, %", "止损范围（%）"), _rate(), later=True)
    """By how many percent it may fall before it is spoken of; nought where nothing can fall."""
    preference = said(
        "risk", Words("Risk preference", "客户风险偏好"), fields.maybe_text(), codes=PREFERENCES, later=True
    )
    bought_before = said("note", Words("Bought before", "购买历史"), fields.note(), later=True)
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)

    @property
    def place(self) -> int:
        """How far it has come: 0 at the first stage."""
        return ORDER.index(self.stage)

    class Meta(Record.Meta):
        """Won with all that a sale records; open until it ended."""

        db_table = "tilth_opportunity"
        indexes: ClassVar = [
            models.Index(
                fields=["stage", "stage_on"],
                name="opportunity_board",
                condition=Q(state="open", voided_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            routines("deals"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="opportunity_worth_something"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="opportunity_open_until_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="won") | Q(stage="close", **{f"{name}__isnull": False for name in SALE}),
                name="opportunity_won_with_its_sale",
            ),
            models.CheckConstraint(
                condition=Q(state="won") | ~Q(stage="close"), name="opportunity_closed_is_won"
            ),
        ]
