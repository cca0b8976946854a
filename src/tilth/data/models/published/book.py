"""One manager's book: mart `book`."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.counts import Counts
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.data.security.guarding import routines


class PublishedBook(Counts):
    """One row per generation and listed manager."""

    pk = models.CompositePrimaryKey("generation", "rm_id")
    generation = fields.generation()
    rm_id = fields.text()
    business_date = models.DateField()
    branch_id = fields.text()
    list_familiar = fields.integer()
    list_unfamiliar = fields.integer()
    deviation_familiar = fields.integer()
    deviation_unfamiliar = fields.integer()
    reachable = fields.maybe_integer()
    """Who can be called in the list day's week, or was spoken to in it; null in older nights."""
    without_consent = fields.maybe_integer()
    without_number = fields.maybe_integer()
    """Of the others, who gave no consent, and who has no number to call."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By manager through the key, by branch for its board: the policies test no other manager's book."""

        db_table = "published_book"
        indexes: ClassVar = [models.Index(fields=["branch_id"], name="pub_book_branch")]
        constraints: ClassVar = [
            routines("recount"),
            policies.summed("published_book", own=True),
        ]

    def __str__(self) -> str:
        return self.rm_id
