"""One night whose transactions can be read."""

from typing import ClassVar

from django.db import models

from tilth.data import fields


class TransactionNight(models.Model):
    """One row per business date with transactions; loading the date again gives it a new number."""

    id = models.AutoField(primary_key=True)
    business_date = models.DateField(unique=True)
    content = fields.text()
    """The mark of the lake's file: another mark asks for loading the date again."""
    transactions = fields.integer()
    loaded_at = models.DateTimeField()

    objects: ClassVar[models.Manager["TransactionNight"]] = models.Manager()

    class Meta:
        """By date."""

        db_table = "tilth_transaction_night"

    def __str__(self) -> str:
        return f"{self.business_date} ({self.pk})"
