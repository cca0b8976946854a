"""One branch as fed tonight, with its way up the tree."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.security.guarding import routines


class PublishedBranch(Published):
    """One row per generation and branch."""

    pk = models.CompositePrimaryKey("generation", "branch_id")
    generation = fields.generation()
    branch_id = fields.text()
    name = fields.text()
    parent_id = fields.maybe_text()
    level = fields.maybe_text()
    city = fields.maybe_text()
    path = fields.texts()
    """The branch itself, its parent, and so on up: who is allowed a branch is allowed all below it."""
    branch_no = fields.maybe_integer()
    """Its number in the order of the tree; the branches below it have the numbers up to `branch_last`."""
    branch_last = fields.maybe_integer()

    objects: ClassVar[models.Manager["PublishedBranch"]] = models.Manager()

    class Meta:
        """By branch through the key."""

        db_table = "published_branch"
        constraints: ClassVar = [
            routines("branches"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.name}"
