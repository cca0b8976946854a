"""Restrictions, and the periods of covers and participations, are judged by the day of the pages."""

from django.db import migrations

from tilth.data.security import guarding


def _moves(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(guarding.text("moves.sql"))


class Migration(migrations.Migration):
    dependencies = [("tilth", "0020_external_flows")]

    operations = [migrations.RunPython(_moves, migrations.RunPython.noop)]
