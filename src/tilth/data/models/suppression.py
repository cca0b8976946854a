"""Suppressions: why nobody may contact a customer at present."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.checks import by_somebody
from tilth.data.line import Line
from tilth.data.models.accounts import account, maybe_account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.suppression import SUPPRESSION
from tilth.policy.words import Words


@records(SUPPRESSION)
class Suppression(models.Model):
    """One reason to leave a customer alone, from a day on (C-07, C-10, C-11, C-54)."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    kind = said("stop", Words("Kind", "类别"), fields.code(), codes=codes.SUPPRESSIONS)
    starts_on = said("stop", Words("First day", "首日"), models.DateField())
    ends_on = said("stop", Words("Last day", "末日"), fields.maybe_date())
    """Last day; empty = until lifted."""
    reason = said("note", Words("Reason", "原因"), fields.note())
    recorded_by = said("staff_number", Words("Written by", "登记人"), account())
    created_at = said("technical", Words("Written at", "登记时间"), models.DateTimeField(auto_now_add=True))
    lifted_at = said("stop", Words("Lifted at", "解除时间"), fields.maybe_moment(), later=True)
    lifted_by = said("staff_number", Words("Lifted by", "解除人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Lifted means: by somebody, at a moment."""

        db_table = "tilth_suppression"
        indexes: ClassVar = [models.Index(fields=["customer_id", "starts_on"], name="suppression_customer")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="suppression_ends_after_start",
            ),
            by_somebody("lifted", name="suppression_lifted_by_somebody"),
            routines("restriction"),
            # a guard of its own: one that restricts processing is for compliance alone
            policies.record(
                "tilth_suppression",
                Thing.SUPPRESSION,
                columns=("lifted_at", "lifted_by_id"),
                adds=policies.restricting(Action.CREATE),
                changes=policies.restricting(Action.UPDATE),
            ),
            Line(
                name="suppression_line",
                subject="suppression",
                happened="created_at",
                due_on="ends_on",
                open="ends_on IS NOT NULL AND lifted_at IS NULL",
                lapses=True,
                said=("kind", "starts_on", "ends_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"
