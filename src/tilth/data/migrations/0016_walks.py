"""Walks are noticed: looks are counted from the audit itself."""

from django.db import migrations

from tilth.data.security import walks


def _walks(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in walks.statements():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0013_recount")]

    operations = [migrations.RunPython(_walks, migrations.RunPython.noop)]
