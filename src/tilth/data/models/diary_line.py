"""The diary: one narrow line per record about a customer, for whatever asks what there is and what is due."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from tilth.data import fields
from tilth.data.fetched import Fetched
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines


class DiaryLine(Fetched):
    """When a record happened, what is due of it and when, whose it is, and its customer's scope.

    Made by the triggers of `tilth.data.line.Line` in the transaction that writes the record, and by nobody
    else: it can be made again at any time (`tilth diary rebuild`). What was taken back has no line.
    """

    pk = models.CompositePrimaryKey("subject", "row_id")
    subject = fields.text()
    """Which kind of record: `contact`, `task`."""
    row_id = fields.text()
    """The record's key, as text."""
    customer_id = fields.text()
    owner_id = fields.maybe_text()
    """The line's own scope: the customer's present manager, the branch's number, and the restriction."""
    branch_no = models.BigIntegerField(null=True, blank=True)
    """The place of the customer's branch in the tree; 0: of a branch that the tree lacks; empty: the night on
    show does not know the customer, and nobody sees the line."""
    restricted = models.BooleanField(default=False)
    staff_id = fields.maybe_text()
    """Whose it is; empty: the manager's, whoever that is."""
    happened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    due_at = models.TimeField(null=True, blank=True)
    open = models.BooleanField(default=False)
    """It asks for something on its day."""
    said: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    """Codes, amounts and days of the record; never words that somebody wrote."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Due: by whose it is, by branch, by day and in it, by kind; of a customer: newest first."""

        db_table = "tilth_diary"
        indexes: ClassVar = [
            models.Index(
                Coalesce("staff_id", "owner_id"), F("due_on"), name="diary_whose_due", condition=Q(open=True)
            ),
            models.Index(fields=["owner_id", "due_on"], name="diary_owner_due", condition=Q(open=True)),
            models.Index(
                fields=["branch_no", "due_on", "due_at", "subject", "row_id"],
                name="diary_branch_due",
                condition=Q(open=True),
            ),
            models.Index(
                fields=["due_on", "due_at", "subject", "row_id", "branch_no"],
                name="diary_due",
                condition=Q(open=True),
            ),
            models.Index(
                fields=["subject", "branch_no", "due_on"], name="diary_subject_due", condition=Q(open=True)
            ),
            models.Index(
                fields=["customer_id", "-happened_at", "-subject", "-row_id"], name="diary_customer"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(open=False) | Q(due_on__isnull=False), name="diary_open_is_due"
            ),
            routines("diary"),
            policies.diary("tilth_diary"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.row_id}"
