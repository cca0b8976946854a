"""Relations that people write down: who is what to a customer (PROF-22, PROF-35)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.line import Line
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.data.security import policies
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.subjects.relation import CIRCLES, RELATION, SOURCES
from tilth.policy.things import Thing
from tilth.policy.words import Words


@records(RELATION)
class Relation(Record):
    """What somebody is to the customer: another customer, or somebody by name; a minor without one."""

    other_id = said("customer_number", Words("The other customer", "对方客户号"), fields.maybe_text())
    name = said("note", Words("Name", "姓名或名称"), fields.note())
    minor = said("dealing", Words("Under age", "未成年"), models.BooleanField(default=False))
    kind = said("relation", Words("To the customer", "关系"), fields.code())
    """A code of the playbook's ties: what the other is to the customer."""
    circle = said("relation", Words("Circle", "圈子"), fields.code(), codes=CIRCLES)
    source = said("dealing", Words("Source", "来源"), fields.code(), codes=SOURCES)
    since = said("dealing", Words("Since", "起始日期"), fields.maybe_date())
    told_on = said("dealing", Words("Told on", "得知日期"), models.DateField())
    outdated_on = said("dealing", Words("No longer so since", "不再适用"), fields.maybe_date(), later=True)

    class Meta(Record.Meta):
        """Back from the other customer through an index; it ends after it was told; a minor has no name."""

        db_table = "tilth_relation"
        indexes: ClassVar = [
            models.Index(fields=["other_id"], name="relation_other", condition=Q(other_id__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outdated_on__isnull=True) | Q(outdated_on__gte=F("told_on")),
                name="relation_ends_after_told",
            ),
            models.CheckConstraint(
                condition=Q(minor=False) | Q(other_id__isnull=True), name="relation_minor_is_no_customer"
            ),
            # a guard of its own: who sees one of two customers does not learn of the other
            policies.tied(
                "tilth_relation", Thing.RELATION, columns=("voided_at", "voided_by_id", "outdated_on")
            ),
            # a line of its own: the diary goes by one customer, so that what is between two has no line
            Line(
                name="relation_line",
                subject="relation",
                happened=f"told_on::timestamp AT TIME ZONE '{ZONE_NAME}'",
                staff="staff_id",
                kept="voided_at IS NULL AND other_id IS NULL",
                said=RELATION.line,
            ),
        ]
