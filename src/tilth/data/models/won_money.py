"""Money won from other banks: an inflow after a contact, and the manager's yes or no to it (B3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tilth.data import fields
from tilth.data.models.of_contact import of_contact
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy import codes
from tilth.policy.subjects.won_money import ANSWERS, WON_MONEY
from tilth.policy.words import Words


@records(WON_MONEY)
class WonMoney(Record):
    """One answer to an inflow."""

    contact = said("technical", Words("Answered in the contact", "确认于联络"), of_contact())
    came_on = said("dealing", Words("Came in by", "入账截至"), models.DateField())
    answer = said("dealing", Words("Answer", "认定"), fields.code(), codes=ANSWERS)
    amount = said("amount", Words("Amount", "金额"), fields.money())
    from_bank = said(
        "dealing", Words("From which bank", "来自哪家银行"), fields.maybe_text(), codes=codes.BANKS
    )

    class Meta(Record.Meta):
        """It is worth something; what was won came from somewhere."""

        db_table = "tilth_won_money"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="won_money_worth_something"),
            models.CheckConstraint(
                condition=Q(answer="refused", from_bank__isnull=True)
                | Q(answer="confirmed", from_bank__isnull=False),
                name="won_money_from_somewhere",
            ),
        ]
