"""Who stands around a customer and is no customer (PROF-17, PROF-18, PROF-35)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.acquaintance import ACQUAINTANCE, ROLES, STAGES
from tilth.policy.words import Words


@records(ACQUAINTANCE)
class Acquaintance(Record):
    """One of them; of a minor the role and the stage of education alone."""

    role = said("relation", Words("To the customer", "关系"), fields.code(), codes=ROLES)
    name = said("note", Words("Name", "姓名"), fields.note())
    minor = said("dealing", Words("Under age", "未成年"), models.BooleanField(default=False))
    birthday = said("birth_date", Words("Birthday", "生日"), fields.maybe_date())
    stage = said("work", Words("Education", "教育阶段"), fields.maybe_text(), codes=STAGES)
    likes = said("note", Words("What they like", "兴趣"), fields.note())
    told_on = said("dealing", Words("Told on", "得知日期"), models.DateField())
    outdated_on = said("dealing", Words("No longer so since", "不再适用"), fields.maybe_date(), later=True)

    class Meta(Record.Meta):
        """It ends after it was told; of a minor there is no birthday."""

        db_table = "tilth_acquaintance"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outdated_on__isnull=True) | Q(outdated_on__gte=F("told_on")),
                name="acquaintance_ends_after_told",
            ),
            models.CheckConstraint(
                condition=Q(minor=False) | Q(birthday__isnull=True),
                name="acquaintance_minor_without_birthday",
            ),
        ]
