"""The one row that says which generation the pages show."""

from typing import ClassVar

from django.db import models

from tilth.data.models.generation import Generation


class Publication(models.Model):
    """The pointer: moving it is what publishes a night."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    current = models.ForeignKey(Generation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """There is one row at most."""

        db_table = "tilth_publication"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="publication_one_row")]

    def __str__(self) -> str:
        return f"generation {self.current_id}"
