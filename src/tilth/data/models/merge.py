"""Merges: two customer numbers that are one person, and what was moved for it (IDN-02)."""

from typing import Any, ClassVar, Self

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
from tilth.policy.permissions import Thing
from tilth.policy.subjects.merge import CAUSES, MERGE
from tilth.policy.words import Words


@records(MERGE)
class Merge(models.Model):
    """One number that is one with another: the survivor, since when and why, and until when."""

    id = said("technical", Words("Number", "编号"), models.BigAutoField(primary_key=True))
    """In the order in which they were made: the way back is the same, from the last one on."""
    customer_id = said("customer_number", Words("Survivor", "保留的客户号"), fields.text())
    merged_id = said("customer_number", Words("Merged number", "并入的客户号"), fields.text())
    cause = said("dealing", Words("Reason", "归并原因"), fields.code(), codes=CAUSES)
    note = said("note", Words("Note", "备注"), fields.note())
    moved: "models.JSONField[dict[str, Any], dict[str, Any]]" = said(
        "technical", Words("What was moved", "移动的记录"), models.JSONField(default=dict)
    )
    """Subject → record's number → what it was besides; a trigger writes it."""
    chosen: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = said(
        "technical", Words("What was chosen", "选定的记录"), models.JSONField(default=dict)
    )
    """`detail` → numbers of records that stay where both numbers have one of an item."""
    written: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = said(
        "technical", Words("What was written besides", "另行写入的记录"), models.JSONField(default=dict)
    )
    """Subject → numbers of records that the merge wrote: a trigger says it, and takes them away again."""
    made_by = said("staff_number", Words("Merged by", "归并人"), account())
    made_at = said("dealing", Words("Merged at", "归并时间"), models.DateTimeField())
    undone_at = said("dealing", Words("Undone at", "撤销时间"), fields.maybe_moment(), later=True)
    undone_by = said("staff_number", Words("Undone by", "撤销人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A number is one with one other at most; undone by somebody or not at all."""

        db_table = "tilth_merge"
        indexes: ClassVar = [models.Index(fields=["customer_id", "-id"], name="merge_survivor")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged_id"], condition=Q(undone_at__isnull=True), name="merge_into_one"
            ),
            models.CheckConstraint(condition=~Q(customer_id=F("merged_id")), name="merge_of_two"),
            by_somebody("undone", name="merge_undone_by_somebody"),
            routines("merge"),
            # a guard of its own: it shows records to who sees the survivor, so who merges sees both
            policies.record(
                "tilth_merge",
                Thing.MERGE,
                columns=("undone_at", "undone_by_id"),
                led=True,
                adds=policies.of_customer("tilth_merge", "merged_id"),
                changes=policies.of_customer("tilth_merge", "merged_id"),
            ),
            Line(
                name="merge_line",
                subject="merge",
                happened="made_at",
                said=("cause", "undone_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.customer_id}"
