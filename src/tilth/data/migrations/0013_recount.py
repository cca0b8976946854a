"""The sums of books and branches follow restrictions and transfers."""

from importlib import resources

from django.db import migrations


def _recount(apps, schema_editor) -> None:
    text = resources.files("tilth.data.security").joinpath("recount.sql").read_text("utf-8")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(text)


class Migration(migrations.Migration):
    dependencies = [("tilth", "0012_orders")]

    operations = [migrations.RunPython(_recount, migrations.RunPython.noop)]
