"""Buying signals: which, about which opportunity, when, and how a close was proposed (PSY-06)."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.buying_signal import BUYING_SIGNAL, METHODS, SIGNALS
from tilth.policy.words import Words


@records(BUYING_SIGNAL)
class BuyingSignal(Record):
    """One signal; what is written stays."""

    code = said("dealing", Words("Signal", "信号"), fields.code(), codes=SIGNALS)
    deal = said("technical", Words("About the opportunity", "所属商机"), models.UUIDField())
    noticed_on = said("dealing", Words("Noticed on", "出现日期"), models.DateField())
    method = said("dealing", Words("Close proposed by", "成交方法"), fields.maybe_text(), codes=METHODS)
    """Null: no close is proposed to this customer (TRAP-18)."""
    task = said("technical", Words("Task it made", "生成任务"), fields.maybe_key())
    contact = said("technical", Words("Noticed in the contact", "出现于联络"), of_contact())

    class Meta(Record.Meta):
        """Read by opportunity."""

        db_table = "tilth_buying_signal"
        indexes: ClassVar = [models.Index(fields=["deal"], name="buying_signal_deal")]
