"""Consents: what a customer allowed or refused, by which channel, under which text."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.policy import codes
from tilth.policy.subjects.consent import CONSENT
from tilth.policy.words import Words


@records(CONSENT)
class Consent(models.Model):
    """One decision of one customer; the latest per purpose and channel counts; never changed (C-01)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    purpose = said("consent", Words("About", "事由"), fields.code(), codes=codes.CONSENT_PURPOSES)
    channel = said(
        "consent",
        Words("Channel", "渠道"),
        models.CharField(max_length=20, default="any"),
        codes=codes.CHANNELS_OF_WISHES,
    )
    decision = said("consent", Words("Decision", "客户决定"), fields.code(), codes=codes.CONSENT_DECISIONS)
    text_version = said(
        "consent",
        Words("Version of the text", "文本版本"),
        models.CharField(max_length=40, blank=True, default=""),
    )
    """The text that the customer agreed to; a newer text needs a new consent (C-02)."""
    evidence = said("note", Words("Where the proof lies", "凭证所在"), fields.note())
    """Where the proof lies: a form's number, a recording."""
    decided_at = said("consent", Words("Decided at", "决定时间"), models.DateTimeField())
    recorded_by = said("staff_number", Words("Written by", "登记人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField(auto_now_add=True))

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A grant names its text."""

        db_table = "tilth_consent"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "purpose", "channel", "-decided_at"], name="consent_latest")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(decision="granted") | ~models.Q(text_version=""),
                name="consent_grant_names_text",
            ),
            Line(
                name="consent_line",
                subject="consent",
                happened="decided_at",
                said=("purpose", "channel", "decision"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel}: {self.decision}"
