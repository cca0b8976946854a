"""The contact interval that a customer agreed to (NEED-12)."""

from typing import ClassVar, Self

from django.db import models

from tilth.data.line import Line
from tilth.data.models.accounts import account
from tilth.data.records import records
from tilth.data.said import said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.permissions import Thing
from tilth.policy.subjects.cadence_agreement import CADENCE_AGREEMENT
from tilth.policy.words import Words


@records(CADENCE_AGREEMENT)
class CadenceAgreement(models.Model):
    """One customer's agreed interval in days; it wins over segment and tier unless it is 0 (NEED-12)."""

    id = said("technical", Words("Number", "编号"), models.BigAutoField(primary_key=True))
    customer_id = said("customer_number", Words("Customer", "客户"), models.TextField(unique=True))
    days = said(
        "dealing", Words("Days between contacts", "联络间隔天数"), models.PositiveIntegerField(), later=True
    )
    agreed_on = said("dealing", Words("Agreed on", "约定日期"), models.DateField(), later=True)
    recorded_by = said("staff_number", Words("Written by", "登记人"), account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """One a customer."""

        db_table = "tilth_cadence_agreement"
        constraints: ClassVar = [
            # a guard of its own: there is one a customer, written anew as a whole
            policies.record("tilth_cadence_agreement", Thing.CADENCE_AGREEMENT, columns=()),
            Line(
                name="cadence_line",
                subject="cadence_agreement",
                happened=f"agreed_on::timestamp AT TIME ZONE '{ZONE_NAME}'",
                said=("days",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} days"
