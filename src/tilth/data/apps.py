"""The one Django application that owns tables."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DataConfig(AppConfig):
    """Registers `tilth.data` under the label that migrations and settings use."""

    name = "tilth.data"
    label = "tilth"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Load the models; their triggers are told apart quickly."""
        from tilth.data import triggers  # noqa: PLC0415 - the library asks for settings

        triggers.remember()
        super().import_models()

    def ready(self) -> None:
        """After every migration bring the login to its list, copy the roles, agree on the entry's key."""
        for step in (_bring_login, _copy_roles, _agree_on_key):
            post_migrate.connect(step, sender=self)


def _bring_login(*, using: str, plan: "list[Any] | None" = None, **_rest: Any) -> None:
    """Bring the pages' login to what is declared, where a step of the tables was made or taken back."""
    from django.db import connections  # noqa: PLC0415 - models exist once the application is ready

    from tilth.data.security import login  # noqa: PLC0415

    if not plan:
        return
    connection = connections[using]
    present = frozenset(connection.introspection.table_names())
    if "tilth_user" not in present:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        for statement in login.statements(present, superuser=bool((cursor.fetchone() or [False])[0])):
            cursor.execute(statement)


def _agree_on_key(*, using: str, **_rest: Any) -> None:
    """Give the database its half of the key by which it knows the pages, whenever that key is another."""
    from django.db import connections  # noqa: PLC0415

    from tilth.data.security import entry  # noqa: PLC0415

    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.tilth_entry_key') IS NOT NULL")
        if (cursor.fetchone() or [False])[0]:
            cursor.execute(entry.STORE, entry.pads())


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
