"""An open reason that a person closed, and why: it asks for no contact any more (LIST-14)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.checks import by_somebody, one_of
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.models.accounts import account, maybe_account
from tilth.data.said import registered, said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy import codes
from tilth.policy.permissions import Thing
from tilth.policy.words import Words


@registered
@tracked
class ReasonClosure(models.Model):
    """One event closed: which, by whom, with which reason; taken back on the same day, it stands again."""

    id = said("technical", Words("Number", "编号"), fields.key())
    event_id = said("technical", Words("Event", "事项"), fields.text())
    """The event's number, which is the same in every night that tells of it."""
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    kind = said("event", Words("Kind", "类别"), fields.text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    user = said("staff_number", Words("Written by", "登记人"), account())
    reason = said(
        "dealing", Words("Why it was closed", "办结原因"), fields.code(), codes=codes.CLOSING_REASONS
    )
    note = said("note", Words("Note", "备注"), fields.note())
    business_date = said("technical", Words("Night", "业务日期"), models.DateField())
    """The night whose events the person saw."""
    closed_at = said("dealing", Words("Closed at", "办结时间"), models.DateTimeField())
    idempotency_key = said(
        "technical", Words("Key of the sending", "提交标识"), models.CharField(max_length=100, unique=True)
    )
    voided_at = said("technical", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    voided_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """An event is closed once."""

        db_table = "tilth_reason_closure"
        indexes: ClassVar = [models.Index(fields=["customer_id"], name="reason_closure_customer")]
        constraints: ClassVar = [
            one_of("reason", codes.CLOSING_REASONS, name="reason_closure_reason_known"),
            by_somebody("voided", name="reason_closure_voided_by_somebody"),
            models.UniqueConstraint(
                fields=["event_id"], condition=Q(voided_at__isnull=True), name="reason_closure_once"
            ),
            policies.record(
                "tilth_reason_closure",
                Thing.CONTACT,
                columns=("voided_at", "voided_by_id"),
                signs=("staff_id",),
                changes=policies.OWN,
            ),
            Line(
                name="reason_closure_line",
                subject="reason_closure",
                happened="closed_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=("kind", "reason", "business_date"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reason}"
