"""When a customer's tier or lifecycle became another: one row per change, by the night that found it."""

from typing import ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.checks import one_of
from tilth.data.fetched import Fetched
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.policy import codes


class StandingChange(Fetched):
    """One change; written by publications from the points of two nights, and by nothing else."""

    id = models.BigAutoField(primary_key=True)
    customer_id = fields.text()
    changed_on = models.DateField()
    """The business date that found it."""
    what = fields.code()
    before = fields.code()
    after = fields.code()

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By customer, newest first; a night's changes together; each once."""

        db_table = "tilth_standing_change"
        indexes: ClassVar = [
            models.Index(fields=["changed_on", "what"], name="standing_change_night"),
        ]
        constraints: ClassVar = [
            one_of("what", codes.STANDINGS, name="standing_change_known"),
            models.UniqueConstraint(
                fields=["customer_id", "changed_on", "what"], name="standing_change_once"
            ),
            policies.following("tilth_standing_change"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.changed_on}: {self.before} to {self.after}"
