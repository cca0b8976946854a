"""Facts learned of a customer: of which kind, when, and in which contact (REC-05)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records, restricted
from tilth.data.said import said
from tilth.policy.subjects.fact import FACT, KINDS
from tilth.policy.words import Words


@records(FACT)
class Fact(Record):
    """One fact; what is no longer so keeps its day and ends."""

    contact = said("technical", Words("Learned in the contact", "得知于联络"), of_contact())
    kind = said("dealing", Words("Kind", "类别"), fields.code(), codes=KINDS)
    learned_on = said("dealing", Words("Learned on", "得知日期"), models.DateField())
    text = said("note", Words("What was learned", "内容"), fields.note())
    restricted = restricted()
    outdated_on = said("dealing", Words("No longer so since", "不再适用"), fields.maybe_date(), later=True)

    class Meta(Record.Meta):
        """It ends after it was learned."""

        db_table = "tilth_fact"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outdated_on__isnull=True) | Q(outdated_on__gte=F("learned_on")),
                name="fact_ends_after_learned",
            ),
        ]
