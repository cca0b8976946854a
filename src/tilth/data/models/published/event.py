"""One event of tonight: mart `events`."""

from typing import Any, ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedEvent(Published):
    """One row per generation and event."""

    pk = models.CompositePrimaryKey("generation", "event_id")
    generation = fields.generation()
    event_id = fields.text()
    business_date = models.DateField()
    """The night whose figures these are: of a reason from before, an earlier one."""
    customer_id = fields.text()
    kind = fields.text()
    subject = fields.text()
    """The holding's number, or empty text."""
    due_on = models.DateField()
    amount = fields.maybe_money()
    detail: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()

    told_on = fields.maybe_date()
    """The first night that told of it; null where the night keeps no reason of this kind."""
    lapses_on = fields.maybe_date()
    """The last list day on which it is an open reason."""
    state = fields.maybe_text()
    """What became of the reason: open or acted on; null where the night keeps none."""
    owner_id = fields.maybe_text()
    """The row's own scope: the customer's owner and branch, and whether the customer is restricted."""
    branch_id = models.TextField(default="")
    restricted = models.BooleanField(default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A customer's events; a book's and a branch's by their day."""

        db_table = "published_event"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "due_on"], name="pub_event_customer"),
            models.Index(fields=["owner_id", "due_on"], name="pub_event_owner"),
            models.Index(fields=["branch_id", "due_on"], name="pub_event_branch"),
        ]
        constraints: ClassVar = [
            policies.owned("published_event"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
