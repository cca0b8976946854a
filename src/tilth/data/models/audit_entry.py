"""Audit: who did, saw or was refused what, and the chain that shows when somebody meddles with it."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tilth.data import fields
from tilth.data.guard import Guard
from tilth.data.scoped import ScopedManager
from tilth.data.security.guarding import routines


class AuditEntry(models.Model):
    """One thing that happened (C-32): no customer data in clear, only numbers, names of fields, digests."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=20)
    """view, list, search, unmask, clearance, export, sign_in, sign_out, refusal, change …"""
    user_id = models.BigIntegerField(null=True)
    """Empty: the nightly run or a command."""
    staff_id = fields.maybe_text()
    role = models.CharField(max_length=20, blank=True, default="")
    address = models.TextField(blank=True, default="")
    """From where: the caller's network address."""
    request = models.TextField(blank=True, default="")
    """The request's own number, shared by all that it caused."""
    subject_type = models.TextField(blank=True, default="")
    subject_id = models.TextField(blank=True, default="")
    customer_ids = fields.texts()
    """Whom it concerned, sorted."""
    why = models.TextField(blank=True, default="")
    detail: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By moment, by person, and by customer."""

        db_table = "tilth_audit_entry"
        indexes: ClassVar = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["user_id", "at"], name="audit_user_at"),
            GinIndex(fields=["customer_ids"], name="audit_customers"),
        ]
        constraints: ClassVar = [
            routines("audit"),
            routines("walks"),
            Guard(name="audit_entry_guard", sees="(SELECT tilth_reads_audit())"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.action}"
