"""Landlines have a blind index too; whose contacts are counted is asked once a statement."""

from django.db import migrations, models

from tilth.data.security import guarding


def _guard(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in guarding.texts():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0025_seal")]

    operations = [
        migrations.AddField(
            model_name="publishedcustomer",
            name="phone_index",
            field=models.TextField(blank=True, null=True),
        ),
        migrations.RunPython(_guard, migrations.RunPython.noop),
    ]
