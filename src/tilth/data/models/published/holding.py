"""One open holding of one of its owners, with the words of its product."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedHolding(Published):
    """One row per generation, open holding and owner: of a joint account each has one (A23)."""

    pk = models.CompositePrimaryKey("generation", "holding_id", "customer_id")
    generation = fields.generation()
    holding_id = fields.text()
    customer_id = fields.text()
    product_id = fields.text()
    product_name = fields.text()
    category = fields.text()
    risk_level = fields.maybe_text()
    """The product's risk grade, R1…R5."""
    currency = fields.text()
    balance = fields.money()
    balance_base = fields.money()
    """In base currency; what is owed, positive, for liabilities."""
    cost = fields.maybe_money()
    units = fields.maybe_quantity()
    rate = fields.maybe_rate()
    opened_on = models.DateField()
    matures_on = fields.maybe_date()
    auto_renew = models.BooleanField(null=True, blank=True)
    take_profit = fields.maybe_rate()
    stop_loss = fields.maybe_rate()
    owners = models.IntegerField(default=1)
    """How many customers hold it; more than one: a joint account."""
    joint_assets = fields.maybe_money()
    """Of a joint account that counts for the assets, its balance in base currency."""

    owner_id = fields.maybe_text()
    """The row's own scope: the customer's owner and branch, and whether the customer is restricted."""
    branch_id = models.TextField(default="")
    restricted = models.BooleanField(default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A customer's holdings."""

        db_table = "published_holding"
        indexes: ClassVar = [
            models.Index(fields=["customer_id"], name="pub_holding_customer"),
            models.Index(
                fields=["owner_id", "holding_id"], name="pub_holding_shared", condition=models.Q(owners__gt=1)
            ),
        ]
        constraints: ClassVar = [
            policies.owned("published_holding"),
        ]

    def __str__(self) -> str:
        return self.holding_id
