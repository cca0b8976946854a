"""Interests: a product or a need that a customer spoke of, its amount, its day, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.interest import INTEREST, KINDS, STATES
from tilth.policy.words import Words


@records(INTEREST)
class Interest(Record):
    """One interest and what a later talk made of it."""

    contact = said("technical", Words("Heard in the contact", "得知于联络"), of_contact())
    kind = said("dealing", Words("In what", "意向类别"), fields.code(), codes=KINDS)
    amount = said("amount", Words("Amount", "金额"), fields.maybe_money())
    heard_on = said("dealing", Words("Heard on", "得知日期"), models.DateField())
    due_on = said("dealing", Words("To be spoken of on", "跟进日期"), models.DateField(), later=True)
    note = said("note", Words("Note", "备注"), fields.note())
    state = said("dealing", Words("State", "状态"), fields.code(), codes=STATES, later=True)
    ended_at = said("dealing", Words("Ended at", "结束时间"), fields.maybe_moment(), later=True)
    settled_in = said("technical", Words("Settled in the contact", "办结于联络"), of_contact(), later=True)
    """The contact that ended it or moved it to another day; taken back with that contact."""
    moved_from_on = said(
        "dealing", Words("Day before it was moved", "改期前日期"), fields.maybe_date(), later=True
    )

    class Meta(Record.Meta):
        """Due on the day it was heard, or later; open as long as nothing ended it."""

        db_table = "tilth_interest"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("heard_on")), name="interest_due_after_heard"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="interest_worth_something"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="interest_open_until_ended",
            ),
        ]
