"""Dismissals: of whom around a customer a suggestion to meet was set aside, which one, and why (IDN-07)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.policy.network.worth import REASONS
from tilth.policy.subjects.dismissal import DISMISSAL, WHY
from tilth.policy.things import Thing
from tilth.policy.words import Words


@records(DISMISSAL)
class Dismissal(Record):
    """One pair; it holds while the suggestion's reason is the one that was set aside."""

    other_id = said("customer_number", Words("The other customer", "对方客户号"), fields.maybe_text())
    tie_id = said("technical", Words("Record of the relation", "关系记录"), fields.maybe_key())
    """Of whoever is no customer: the record that names them."""
    reason = said("dealing", Words("Suggested because", "建议理由"), fields.code(), codes=REASONS)
    why = said("dealing", Words("Why not", "搁置原因"), fields.code(), codes=WHY)
    note = said("note", Words("Note", "备注"), fields.note())
    restored_on = said("dealing", Words("Suggested again since", "恢复日期"), fields.maybe_date(), later=True)

    class Meta(Record.Meta):
        """Of a customer or of somebody by name; seen by who sees both."""

        db_table = "tilth_dismissal"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(other_id__isnull=True) | Q(tie_id__isnull=True), name="dismissal_of_one"
            ),
            # a guard and a line of its own, as relations have: of two customers nobody learns who sees one
            policies.tied(
                "tilth_dismissal", Thing.DISMISSAL, columns=("voided_at", "voided_by_id", "restored_on")
            ),
            Line(
                name="dismissal_line",
                subject="dismissal",
                happened="made_at",
                staff="staff_id",
                kept="voided_at IS NULL AND other_id IS NULL",
                said=DISMISSAL.line,
            ),
        ]
