"""A session is read together with whose it is: one statement says who asks."""

from django.db import migrations

from tilth.data.security import guarding


def _guard(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS tilth_session_data(text)")
        for statement in guarding.texts():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0028_reach")]

    operations = [migrations.RunPython(_guard, migrations.RunPython.noop)]
