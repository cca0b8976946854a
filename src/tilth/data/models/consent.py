"""Consents: what a customer allowed or refused, by which channel, under which text."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Thing


@tracked
class Consent(models.Model):
    """One decision of one customer; the latest per purpose and channel counts; never changed (C-01)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = fields.text()
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=20, default="any")
    decision = models.CharField(max_length=20)
    text_version = models.CharField(max_length=40, blank=True, default="")
    """The text that the customer agreed to; a newer text needs a new consent (C-02)."""
    evidence = models.TextField(blank=True, default="")
    """Where the proof lies: a form's number, a recording."""
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A grant names its text."""

        db_table = "tilth_consent"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "purpose", "channel", "-decided_at"], name="consent_latest")
        ]
        constraints: ClassVar = [
            one_of("purpose", codes.CONSENT_PURPOSES, name="consent_purpose_known"),
            one_of("channel", ("any", *codes.CHANNELS), name="consent_channel_known"),
            one_of("decision", codes.CONSENT_DECISIONS, name="consent_decision_known"),
            models.CheckConstraint(
                condition=~models.Q(decision="granted") | ~models.Q(text_version=""),
                name="consent_grant_names_text",
            ),
            policies.record("tilth_consent", Thing.CONSENT),
            Line(
                name="consent_line",
                subject="consent",
                happened="decided_at",
                said=("purpose", "channel", "decision"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel}: {self.decision}"
