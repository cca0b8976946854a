"""One signal that stands or is acted on: marts `signals` and `signal_evidence`."""

from typing import Any, ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedSignal(Published):
    """One row per generation and signal."""

    pk = models.CompositePrimaryKey("generation", "event_id")
    generation = fields.generation()
    event_id = fields.text()
    business_date = models.DateField()
    customer_id = fields.text()
    kind = fields.text()
    subject = fields.text()
    """The number of the holding or the product, or empty text."""
    due_on = models.DateField()
    amount = fields.maybe_money()
    detail: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    money = fields.maybe_money()
    """What is at stake."""
    purpose = fields.text()
    told_on = models.DateField()
    lapses_on = models.DateField()
    state = fields.text()
    """Open, or acted on."""
    stands = models.BooleanField()
    """The night tells it."""
    evidence: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField()
    """Source, number, product's name, day and amount of what it was computed from."""
    owner_id = fields.maybe_text()
    """The row's own scope: the customer's owner and branch, and whether the customer is restricted."""
    branch_id = models.TextField(default="")
    restricted = models.BooleanField(default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A customer's signals; a book's by what is at stake."""

        db_table = "published_signal"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "due_on"], name="pub_signal_customer"),
            models.Index(fields=["owner_id", "kind"], name="pub_signal_owner"),
        ]
        constraints: ClassVar = [
            policies.owned("published_signal"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
