"""Certificates of suitability: all that was judged when a product was presented, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.accounts import maybe_account
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.certificate import CERTIFICATE, PRESENTED, STATES, WRITTEN
from tilth.policy.suitability.codes import CHANNELS, REGIMES
from tilth.policy.words import Words


@records(CERTIFICATE)
class Certificate(Record):
    """One product that was presented to one customer."""

    presented_on = said("position", Words("Day", "日期"), models.DateField())
    product_id = said("position", Words("Product number", "产品编号"), fields.text())
    product_name = said("position", Words("Product", "产品"), fields.text())
    amount = said("amount", Words("Amount", "金额"), fields.maybe_money())
    channel = said("dealing", Words("Channel", "渠道"), fields.code(), codes=CHANNELS)
    action = said("dealing", Words("Why", "缘由"), fields.code(), codes=PRESENTED)
    issuer = said("position", Words("Issuer's grade", "发行人评级"), fields.maybe_text())
    seller = said("position", Words("The bank's grade", "本行评级"), fields.maybe_text())
    rating = said("position", Words("Grade that counts", "采用等级"), fields.maybe_text())
    regime = said("position", Words("Rules", "适用规则"), fields.code(), codes=REGIMES)
    level = said("risk", Words("Customer's level", "客户等级"), fields.maybe_text())
    assessed_on = said("risk", Words("Assessed on", "测评日期"), fields.maybe_date())
    ends_on = said("risk", Words("First day without it", "失效日"), fields.maybe_date())
    verdict = said("dealing", Words("Verdict", "结论"), fields.code(), codes=WRITTEN)
    reasons = said("dealing", Words("Reasons", "理由"), fields.texts())
    duties = said("dealing", Words("Duties", "须履行的程序"), fields.texts())
    words_zh = said("dealing", Words("Words shown, Chinese", "出示文字（中文）"), fields.text())
    words_en = said("dealing", Words("Words shown, English", "出示文字（英文）"), fields.text())
    rules_version = said("technical", Words("Version of the rules", "规则版本"), fields.text())
    rules_digest = said("technical", Words("Digest of the rules", "规则摘要"), fields.text())
    inputs = said("payload", Words("What was judged", "判定所用数据"), fields.maybe_text())
    """A day of birth and assets among it: judged again from, shown nowhere."""
    due_on = said("dealing", Words("Call back from", "回访日"), models.DateField())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    answer = said("note", Words("What the customer said", "客户回复"), fields.note(), later=True)
    decided_at = said("dealing", Words("Called back at", "回访时间"), fields.maybe_moment(), later=True)
    decided_by = said("staff_number", Words("Called back by", "回访人"), maybe_account(), later=True)

    class Meta(Record.Meta):
        """An amount is one; nobody is called back before the day."""

        db_table = "tilth_certificate"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="certificate_amount"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("presented_on")), name="certificate_due_after"),
        ]
