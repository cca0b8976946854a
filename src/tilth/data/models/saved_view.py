"""How somebody looks at the list of customers: named views, and the columns of the list itself."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tilth.data.history import tracked
from tilth.data.security import policies
from tilth.kernel.ids import uuid7

NAME = 40


@tracked
class SavedView(models.Model):
    """One view of one person, seen by nobody else; it names no customer and holds no text looked for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=NAME, blank=True)
    """Empty for the list as it is: that row only keeps the columns."""
    name_before = models.CharField(max_length=NAME, blank=True, default="")
    """What it was called before the last change of the name, so that this can be undone."""
    filters: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    """Filters and order as they stand in the address of the list."""
    columns: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list)
    """Empty: those of the list as it is."""
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    """Removed, and can be taken back until the next one is removed."""

    objects: ClassVar[models.Manager["SavedView"]] = models.Manager()

    class Meta:
        """A name once a person."""

        db_table = "tilth_saved_view"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name"], condition=Q(removed_at__isnull=True), name="saved_view_name_once"
            ),
            policies.own("tilth_saved_view"),
        ]

    def __str__(self) -> str:
        return self.name
