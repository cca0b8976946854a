"""A browser in which somebody is signed in: kept by the digest of its key, so that a copy opens nothing."""

from typing import Any, ClassVar, Self

from django.db import models

from tilth.data import fields
from tilth.data.scoped import ScopedManager


class Session(models.Model):
    """One session; the pages reach it through functions of the database only, whoever they ask for."""

    digest = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of the key, which only the browser holds."""
    id = models.UUIDField(unique=True)
    """By which a person ends it from elsewhere."""
    user_id = models.BigIntegerField(null=True)
    """Empty: nobody has signed in yet."""
    data = fields.text()
    """What Django keeps, signed with the secret key."""
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    about: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    """From which address, by what kind of browser."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """By account, newest first; by the end."""

        db_table = "tilth_session"
        indexes: ClassVar = [
            models.Index(fields=["user_id", "-seen_at"], name="session_user"),
            models.Index(fields=["expires_at"], name="session_end"),
        ]

    def __str__(self) -> str:
        return f"{self.id} until {self.expires_at}"
