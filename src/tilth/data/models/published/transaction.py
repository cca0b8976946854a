"""One transaction of a night, kept for as many days as the bank says."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedTransaction(Published):
    """One row per night and transaction; seen by whoever sees the customer today."""

    pk = models.CompositePrimaryKey("night", "transaction_id")
    night = models.IntegerField()
    """The loading of a business date (`TransactionNight`), and the partition."""
    transaction_id = fields.text()
    business_date = models.DateField()
    customer_id = fields.text()
    holding_id = fields.text()
    product_name = fields.maybe_text()
    """The name of the product that was moved; empty when the holding is not in that night."""
    currency = fields.maybe_text()
    at = fields.wall_clock()
    amount = fields.money()
    """Signed, + into the holding, in its currency."""
    kind = fields.text()
    channel = fields.maybe_text()
    cash = models.BooleanField(null=True, blank=True)
    counterparty_name = fields.maybe_text()
    counterparty_bank = fields.maybe_text()
    memo = fields.maybe_text()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A customer's transactions, newest first."""

        db_table = "published_transaction"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "-at", "-transaction_id"], name="pub_transaction_customer")
        ]
        constraints: ClassVar = [
            policies.following("published_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
