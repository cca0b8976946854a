"""Wrong passwords count by name, by place and by browser; what is counted has its index."""

from importlib import resources

from django.db import migrations


def _sign_in(apps, schema_editor) -> None:
    text = resources.files("tilth.data.security").joinpath("sign_in.sql").read_text("utf-8")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(text)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0014_accounts")]

    operations = [migrations.RunPython(_sign_in, migrations.RunPython.noop)]
