"""One relation between two customers, as fed tonight."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedRelation(Published):
    """One row per generation, pair of customers and kind; seen only by who sees both of them."""

    pk = models.CompositePrimaryKey("generation", "from_id", "to_id", "kind")
    generation = fields.generation()
    from_id = fields.text()
    to_id = fields.text()
    kind = fields.text()
    """What `to` is to `from`."""
    since = fields.maybe_date()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """A customer's relations: forth through the key, back through the index."""

        db_table = "published_relation"
        indexes: ClassVar = [models.Index(fields=["to_id"], name="pub_relation_to")]
        constraints: ClassVar = [
            policies.relating("published_relation"),
        ]

    def __str__(self) -> str:
        return self.kind
