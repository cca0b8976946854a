"""The one Django application that owns tables."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DataConfig(AppConfig):
    """Registers `tilth.data` under the label that migrations and settings use."""

    name = "tilth.data"
    label = "tilth"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Copy the roles into the database after every migration, so that its policies know them."""
        post_migrate.connect(_copy_roles, sender=self)


def _copy_roles(*, using: str, **_rest: Any) -> None:
    from django.db import connections  # noqa: PLC0415 - models exist once the application is ready

    from tilth.data.models import Role  # noqa: PLC0415
    from tilth.policy import roles  # noqa: PLC0415

    if Role._meta.db_table not in connections[using].introspection.table_names():  # noqa: SLF001
        return
    rows = [
        Role(
            code=role.code,
            scope=role.scope,
            sees_restricted=role.sees_restricted,
            reads_audit=role.reads_audit,
            manages_accounts=role.manages_accounts,
            about=role.about,
        )
        for role in roles.ROLES
    ]
    Role.objects.using(using).bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["scope", "sees_restricted", "reads_audit", "manages_accounts", "about"],
    )
