"""The seal and the proofs have no ambiguous borders, proofs have their minute; signatures stay; roles write."""

from django.db import migrations

from tilth.data.security import guarding, policies


def _guard(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in (*guarding.texts(), *policies.rewritten()):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0024_nearest_type")]

    operations = [migrations.RunPython(_guard, migrations.RunPython.noop)]
