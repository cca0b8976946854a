"""Contact points: by what and where a customer is reached, as people were told it (PROF-03)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.best_times import BEST_DAYS
from tilth.policy.subjects.contact_point import CONTACT_POINT, KINDS, PLACES, SOURCES
from tilth.policy.words import Words


@records(CONTACT_POINT)
class ContactPoint(Record):
    """One number, address or name; which of a kind comes first follows from `preferred_at`."""

    kind = said("dealing", Words("Kind", "类别"), fields.code(), codes=KINDS)
    place = said("dealing", Words("Where", "地点"), fields.code(), codes=PLACES)
    value = said("contact_point", Words("Number or address", "号码或地址"), fields.given_note())
    postcode = said("note", Words("Postal code", "邮编"), fields.note())
    number_index = said("blind_index", Words("Index of the number", "号码索引"), fields.maybe_text())
    """Of a number without its extension: by it the customer is found. Nothing else has one."""
    note = said("note", Words("Note", "备注"), fields.note())
    source = said("dealing", Words("Told by", "来源"), fields.code(), codes=SOURCES)
    learned_on = said("dealing", Words("Learned on", "得知日期"), models.DateField())
    valid_until = said("dealing", Words("Holds until", "有效期至"), fields.maybe_date())
    replaces = said("technical", Words("In place of", "取代"), fields.maybe_key())
    """The record that it corrects, which no longer stands while this one is not taken back."""
    best_days = said(
        "dealing",
        Words("Best reached on", "最佳联络日"),
        models.TextField(blank=True, default=""),
        codes=BEST_DAYS,
    )
    best_from = said("dealing", Words("Best reached from", "最佳时段起"), fields.maybe_time())
    best_until = said("dealing", Words("Best reached until", "最佳时段止"), fields.maybe_time())
    preferred_at = said("dealing", Words("First since", "设为首选时间"), fields.maybe_moment(), later=True)
    """Of a kind the one last said to come first does, then what the core system says, then the others."""
    outdated_on = said("dealing", Words("No longer works since", "失效日期"), fields.maybe_date(), later=True)
    ended_in = said("technical", Words("Found wrong in the contact", "失效于联络"), of_contact(), later=True)

    class Meta(Record.Meta):
        """It ends after it was learned; only an address has a postal code; hours that suit begin and end."""

        db_table = "tilth_contact_point"
        indexes: ClassVar = [models.Index(fields=["number_index"], name="contact_point_number")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outdated_on__isnull=True) | Q(outdated_on__gte=F("learned_on")),
                name="contact_point_ends_after_learned",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("learned_on")),
                name="contact_point_holds_after_learned",
            ),
            models.CheckConstraint(
                condition=Q(best_from__isnull=True, best_until__isnull=True)
                | Q(best_from__isnull=False, best_until__isnull=False, best_from__lt=F("best_until")),
                name="contact_point_best_hours_end",
            ),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(kind="address"), name="contact_point_postcode_of_address"
            ),
        ]
