"""The sales handbook of one person: which entries of the library were put in, and in which order."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tilth.data import fields
from tilth.data.history import tracked
from tilth.data.models.library_entry import LibraryEntry
from tilth.data.security import policies


@tracked
class HandbookMark(models.Model):
    """One entry in the handbook of one person, seen by nobody else (PROD-13)."""

    id = fields.key()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(LibraryEntry, on_delete=models.CASCADE, related_name="+")
    place = fields.integer()
    """Smaller ones stand first."""
    added_at = models.DateTimeField()

    objects: ClassVar[models.Manager["HandbookMark"]] = models.Manager()

    class Meta:
        """An entry once a person."""

        db_table = "tilth_handbook_mark"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "entry"], name="handbook_entry_once"),
            policies.own("tilth_handbook_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.entry_id}"
