"""A telephone number that reached somebody else or nobody: wrong until the feed brings another (REC-01)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.checks import by_somebody, one_of
from tilth.data.guard import Erases
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
class NumberMark(models.Model):
    """One number of one customer, marked wrong: which, by whom, in which contact it turned out."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    field = said("dealing", Words("Which number", "哪个号码"), fields.code(), codes=codes.NUMBERS)
    number_index = said("blind_index", Words("Index of the number", "号码索引"), fields.text())
    """Blind index of the number as it was: once the customer's number has another, the mark says nothing."""
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    user = said("staff_number", Words("Written by", "登记人"), account())
    marked_at = said("dealing", Words("Marked at", "标记时间"), models.DateTimeField())
    contact = said(
        "technical",
        Words("Contact", "联络"),
        models.ForeignKey(
            "tilth.Contact", on_delete=models.PROTECT, related_name="marks", null=True, blank=True
        ),
    )
    """The contact in which it turned out."""
    voided_at = said("technical", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    voided_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A number of a customer is marked once."""

        db_table = "tilth_number_mark"
        indexes: ClassVar = [models.Index(fields=["contact"], name="number_mark_contact")]
        constraints: ClassVar = [
            one_of("field", codes.NUMBERS, name="number_mark_field_known"),
            by_somebody("voided", name="number_mark_voided_by_somebody"),
            models.UniqueConstraint(
                fields=["customer_id", "field", "number_index"],
                condition=Q(voided_at__isnull=True),
                name="number_mark_once",
            ),
            policies.record(
                "tilth_number_mark", Thing.CONTACT, columns=("voided_at", "voided_by_id"), signs=("staff_id",)
            ),
            Erases(name="number_mark_erases", columns={"number_index": "id::text"}),
            Line(
                name="number_mark_line",
                subject="number_mark",
                happened="marked_at",
                staff="staff_id",
                kept="voided_at IS NULL",
                said=("field",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.field}"
