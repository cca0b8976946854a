"""The audit: entries through one function, a chain made at commit, every change of a tracked row noted."""

from django.db import migrations

from tilth.data.security import audit


def _audit(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in audit.statements():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0003_guard")]
    run_before = [("tilth", "0005_gate")]

    operations = [migrations.RunPython(_audit, migrations.RunPython.noop)]
