"""What one name of a list is worth: mart `call_values`."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedCallValue(Published):
    """One row per generation, manager and rank, where lists are made in the order of value."""

    pk = models.CompositePrimaryKey("generation", "rm_id", "rank")
    generation = fields.generation()
    rm_id = fields.text()
    business_date = models.DateField()
    rank = fields.integer()
    customer_id = fields.text()
    event_id = fields.text()
    """The event or signal that presses most, or empty text."""
    kind = fields.text()
    money = fields.maybe_money()
    """What is at stake with it."""
    days_left = fields.maybe_integer()
    urgency = fields.maybe_integer()
    """Thousandths, as reach and agree."""
    reach = fields.integer()
    agree = fields.integer()
    expected = fields.money()
    care = fields.integer()
    """Hundredths of a point, as effort and points."""
    effort = fields.integer()
    worn = fields.maybe_integer()
    """Off for talks that were all by phone; not known of nights of an earlier version."""
    instead = fields.maybe_text()
    """By which channel such a customer is reached instead, or empty text."""
    opening = fields.text()
    """The playbook's opening by its code, or empty text."""
    points = fields.integer()

    owner_id = fields.maybe_text()
    """The row's own scope: the customer's owner and branch, and whether the customer is restricted."""
    branch_id = models.TextField(default="")
    restricted = models.BooleanField(default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By manager through the key; by customer through the index."""

        db_table = "published_call_value"
        indexes: ClassVar = [models.Index(fields=["customer_id"], name="pub_call_value_customer")]
        constraints: ClassVar = [policies.owned("published_call_value")]

    def __str__(self) -> str:
        return f"{self.rm_id} {self.rank}: {self.points}"
