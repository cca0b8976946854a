"""Single quarantined rows, masked, for the page of a night; only some roles read them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0007_tour")]

    operations = [
        migrations.CreateModel(
            name="QuarantineRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table_name", models.TextField()),
                ("row_number", models.BigIntegerField()),
                ("line_number", models.BigIntegerField(null=True)),
                ("column_name", models.TextField()),
                ("value", models.TextField(blank=True, null=True)),
                ("code", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tilth.runreport",
                    ),
                ),
            ],
            options={
                "db_table": "tilth_quarantine_row",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["run", "id"], name="quarantine_of_run")],
            },
        ),
    ]
