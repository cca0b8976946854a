"""One night whose points can be read."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.published.night import NightlyLoad


class PointNight(NightlyLoad):
    """One business date with points."""

    customers = fields.integer()

    objects: ClassVar[models.Manager["PointNight"]] = models.Manager()

    class Meta(NightlyLoad.Meta):
        """By date."""

        db_table = "tilth_point_night"
