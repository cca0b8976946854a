"""One branch's own customers in numbers: mart `branch`."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.counts import Counts
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class PublishedBranchTotal(Counts):
    """One row per generation and branch."""

    pk = models.CompositePrimaryKey("generation", "branch_id")
    generation = fields.generation()
    branch_id = fields.text()
    business_date = models.DateField()
    parent_id = fields.maybe_text()
    joint_across = fields.maybe_money()
    """What the sum over this branch and all below it counts more than once; null in older nights."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By branch through the key."""

        db_table = "published_branch_total"
        constraints: ClassVar = [
            policies.summed("published_branch_total"),
        ]

    def __str__(self) -> str:
        return self.branch_id
