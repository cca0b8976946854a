"""Roles as the database knows them: a copy of `tilth.policy.roles`, renewed by every migration."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.history import tracked_changes
from tilth.data.security.guarding import routines


@tracked_changes
class Role(models.Model):
    """One role: how far it sees, for row-level security."""

    code = models.CharField(max_length=20, primary_key=True)
    scope = models.CharField(max_length=10)
    sees_restricted = models.BooleanField(default=False)
    reads_audit = models.BooleanField(default=False)
    manages_accounts = models.BooleanField(default=False)
    about = fields.text()

    objects: ClassVar[models.Manager["Role"]] = models.Manager()

    class Meta:
        """By code."""

        db_table = "tilth_role"
        constraints: ClassVar = [
            routines("scope"),
            routines("entry"),
        ]

    def __str__(self) -> str:
        return self.code
