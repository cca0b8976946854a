"""Offers: what was put on the table, by whom, with which reasons; nothing of it changes afterwards."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.codes import CATEGORIES
from tilth.policy.subjects.offer import OFFER, RISKS, SIDES, STATES
from tilth.policy.words import Words


@records(OFFER)
class Offer(Record):
    """One offer; what is added later is who approved it, and the answer."""

    deal = said("technical", Words("About the opportunity", "所属商机"), models.UUIDField())
    offered_on = said("dealing", Words("Offered on", "报价日期"), models.DateField())
    side = said("dealing", Words("Whose", "哪一方"), fields.code(), codes=SIDES)
    first = said("dealing", Words("First offer of this side", "该方首次报价"), models.BooleanField())
    category = said("dealing", Words("Category", "产品类别"), fields.code(), codes=CATEGORIES)
    risk = said("dealing", Words("Risk class", "风险等级"), fields.code(), codes=RISKS)
    amount = said("amount", Words("Amount", "金额"), fields.money())
    concession = said("dealing", Words("Below the list price, bp", "低于标准价（基点）"), fields.integer())
    terms = said("note", Words("What is offered, item by item", "报价内容（逐项）"), fields.note())
    reasons = said("note", Words("Reasons", "理由"), fields.note())
    question = said("note", Words("Closed question to confirm", "确认用封闭式问题"), fields.note())
    due_on = said("dealing", Words("To be approved by", "审批期限"), models.DateField())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    remark = said("note", Words("What the approver says", "审批意见"), fields.note(), later=True)
    decided_at = said("dealing", Words("Decided at", "审批时间"), fields.maybe_moment(), later=True)
    decided_by = said("staff_number", Words("Decided by", "审批人"), maybe_account(), later=True)
    answer = said("note", Words("What the other side says", "对方答复"), fields.note(), later=True)
    answered_on = said("dealing", Words("Answered on", "答复日期"), fields.maybe_date(), later=True)

    class Meta(Record.Meta):
        """Read by opportunity; answered is what was made, after it was."""

        db_table = "tilth_offer"
        indexes: ClassVar = [models.Index(fields=["deal"], name="offer_deal")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="offer_worth_something"),
            models.CheckConstraint(condition=Q(concession__gte=0), name="offer_concession"),
            models.CheckConstraint(condition=Q(due_on__gte=F("offered_on")), name="offer_due_after"),
            models.CheckConstraint(
                condition=Q(state__in=["waits", "made", "refused"], answered_on__isnull=True)
                | Q(state__in=["accepted", "countered", "declined"], answered_on__isnull=False),
                name="offer_answered_ones",
            ),
        ]
