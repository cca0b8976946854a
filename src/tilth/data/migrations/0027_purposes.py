"""What people did is counted by what it was for, too."""

from django.db import migrations

from tilth.data.security import guarding


def _guard(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in guarding.texts():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0026_landlines")]

    operations = [migrations.RunPython(_guard, migrations.RunPython.noop)]
