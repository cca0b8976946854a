"""Profile details: of which item of the vocabulary, what, by which way, since when (PROF-33)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records, restricted
from tilth.data.said import said
from tilth.data.security.guarding import routines
from tilth.policy.profile.items import GROUPS
from tilth.policy.subjects.detail import DETAIL, SOURCES
from tilth.policy.words import Words


@records(DETAIL)
class Detail(Record):
    """One value of one item; a newer one takes its place, or stands beside it where an item has several."""

    contact = said("technical", Words("Learned in the contact", "得知于联络"), of_contact())
    kind = said("dealing", Words("About", "类别"), fields.code(), codes=GROUPS)
    item = said("dealing", Words("Item", "画像项"), fields.code())
    choice = said("dealing", Words("Choice", "选项"), fields.maybe_text())
    amount = said("amount", Words("Amount", "金额"), fields.maybe_money())
    day = said("dealing", Words("Day", "日子"), fields.maybe_date())
    value = said("note", Words("Value", "内容"), fields.note())
    restricted = restricted()
    source = said("dealing", Words("Source", "来源"), fields.code(), codes=SOURCES)
    learned_on = said("dealing", Words("Learned on", "得知日期"), models.DateField())
    valid_until = said("dealing", Words("Holds until", "有效期至"), fields.maybe_date())
    outdated_on = said("dealing", Words("No longer so since", "不再适用"), fields.maybe_date(), later=True)

    class Meta(Record.Meta):
        """It ends after it was learned, and is worth something where it has an amount."""

        db_table = "tilth_detail"
        constraints: ClassVar = [
            routines("details"),
            models.CheckConstraint(
                condition=Q(outdated_on__isnull=True) | Q(outdated_on__gte=F("learned_on")),
                name="detail_ends_after_learned",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("learned_on")),
                name="detail_holds_after_learned",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="detail_worth_something"
            ),
        ]
