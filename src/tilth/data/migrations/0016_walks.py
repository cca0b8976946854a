"""Walks are noticed: looks are counted from the audit itself."""

from importlib import resources

from django.db import migrations


def _walks(apps, schema_editor) -> None:
    text = resources.files("tilth.data.security").joinpath("walks.sql").read_text("utf-8")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(text)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0015_sign_in")]

    operations = [migrations.RunPython(_walks, migrations.RunPython.noop)]
