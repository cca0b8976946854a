"""Outcomes of maturities: what was renewed, what came new, and from which bank (LIST-14)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy import codes
from tilth.policy.subjects.maturity import MATURITY, RESULTS
from tilth.policy.words import Words


@records(MATURITY)
class Maturity(Record):
    """What became of money that fell due; one a contact."""

    contact = said("technical", Words("Heard in the contact", "得知于联络"), of_contact())
    told_on = said("dealing", Words("Day", "日期"), models.DateField())
    result = said("dealing", Words("Result", "结果"), fields.code(), codes=RESULTS)
    renewed = said("amount", Words("Renewed", "续存金额"), fields.maybe_money())
    new_money = said("amount", Words("New money", "新增资金"), fields.maybe_money())
    from_bank = said(
        "dealing", Words("From which bank", "来自哪家银行"), fields.maybe_text(), codes=codes.BANKS
    )

    class Meta(Record.Meta):
        """One of a contact; amounts are above nought."""

        db_table = "tilth_maturity"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(renewed__isnull=True) | Q(renewed__gt=0), name="maturity_renewed_something"
            ),
            models.CheckConstraint(
                condition=Q(new_money__isnull=True, from_bank__isnull=True)
                | Q(new_money__gt=0, from_bank__isnull=False),
                name="maturity_new_money_from_somewhere",
            ),
            models.UniqueConstraint(
                fields=["contact"], condition=Q(voided_at__isnull=True), name="maturity_once_a_contact"
            ),
        ]
