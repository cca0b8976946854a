"""One night whose transactions can be read."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.published.night import NightlyLoad


class TransactionNight(NightlyLoad):
    """One business date with transactions."""

    transactions = fields.integer()

    objects: ClassVar[models.Manager["TransactionNight"]] = models.Manager()

    class Meta(NightlyLoad.Meta):
        """By date."""

        db_table = "tilth_transaction_night"
