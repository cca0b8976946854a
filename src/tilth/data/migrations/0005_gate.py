"""What the contact gate counts over a household, without showing the household."""

from importlib import resources

from django.db import migrations

from tilth.data.security import policies


def _gate(apps, schema_editor) -> None:
    text = resources.files("tilth.data.security").joinpath("gate.sql").read_text("utf-8")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(text.replace("{CUSTOMER}", policies.CUSTOMER))


class Migration(migrations.Migration):
    dependencies = [("tilth", "0004_audit")]

    operations = [migrations.RunPython(_gate, migrations.RunPython.noop)]
