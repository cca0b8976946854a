"""One product that the bank sells on the day of the night: what can be spoken of in a call."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published


class PublishedProduct(Published):
    """One row per generation and product on sale."""

    pk = models.CompositePrimaryKey("generation", "product_id")
    generation = fields.generation()
    product_id = fields.text()
    name = fields.text()
    category = fields.text()
    currency = fields.text()
    risk_level = fields.maybe_text()
    expected_return = fields.maybe_rate()
    """A rate a year; of a deposit what it pays, of anything else what nobody promises."""
    term_days = fields.maybe_integer()
    min_amount = fields.maybe_money()
    on_sale_to = fields.maybe_date()

    objects: ClassVar[models.Manager["PublishedProduct"]] = models.Manager()

    class Meta:
        """All of a night are read at once."""

        db_table = "published_product"

    def __str__(self) -> str:
        return f"{self.product_id} {self.name}"
