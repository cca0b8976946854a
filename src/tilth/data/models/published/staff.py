"""One member of staff as fed tonight."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.published.rows import Published


class PublishedStaff(Published):
    """One row per generation and member of staff."""

    pk = models.CompositePrimaryKey("generation", "staff_id")
    generation = fields.generation()
    staff_id = fields.text()
    name = fields.text()
    role = fields.text()
    branch_id = fields.text()
    mobile = fields.maybe_text()
    email = fields.maybe_text()
    active = models.BooleanField()
    name_pinyin = fields.maybe_text()

    objects: ClassVar[models.Manager["PublishedStaff"]] = models.Manager()

    class Meta:
        """A branch's staff."""

        db_table = "published_staff"
        indexes: ClassVar = [models.Index(fields=["branch_id"], name="pub_staff_branch")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.name}"
