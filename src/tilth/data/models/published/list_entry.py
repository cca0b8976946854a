"""One line of a call list: mart `call_list`."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines


class PublishedListEntry(Published):
    """One row per generation, manager and rank."""

    pk = models.CompositePrimaryKey("generation", "rm_id", "rank")
    generation = fields.generation()
    rm_id = fields.text()
    business_date = models.DateField()
    rank = fields.integer()
    customer_id = fields.text()
    side = fields.text()
    reasons = fields.texts()
    """Event kinds and `top_aum`, most urgent first."""
    goal = fields.text()
    deviation = fields.integer()

    owner_id = fields.maybe_text()
    """The row's own scope: the customer's owner and branch, and whether the customer is restricted."""
    branch_id = models.TextField(default="")
    restricted = models.BooleanField(default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By manager through the key; by customer through the index."""

        db_table = "published_list_entry"
        indexes: ClassVar = [models.Index(fields=["customer_id"], name="pub_list_entry_customer")]
        constraints: ClassVar = [
            routines("leftovers"),
            policies.owned("published_list_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.rm_id} {self.rank}"
