"""One customer on one night: assets and tier, kept when the generation is long gone."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies


class CustomerPoint(Published):
    """One row per night and customer not closed on it; seen by whoever sees the customer today."""

    pk = models.CompositePrimaryKey("customer_id", "night")
    night = models.IntegerField()
    """The loading of a business date (`PointNight`), and the partition."""
    customer_id = fields.text()
    business_date = models.DateField()
    aum = fields.money()
    tier = fields.text()
    weighted = fields.maybe_money()
    """What counts for the tier that night: assets with the weights; empty in nights of an earlier version."""
    lifecycle = fields.maybe_text()
    """Likewise."""
    product_coverage = fields.ratio()
    """Likewise, as `account_activity`; what lies elsewhere is told by the profile, as it stood that day."""
    account_activity = fields.ratio()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By customer through the key; each partition is one night."""

        db_table = "published_point"
        constraints: ClassVar = [
            policies.following("published_point"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.business_date}"
