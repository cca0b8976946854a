"""Everybody's own views of the list of customers, and the next day on which something falls due."""

import django.db.models.deletion
import tilth.kernel.ids
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0009_work")]

    operations = [
        migrations.AddField(
            model_name="publishedcustomer",
            name="next_due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=40)),
                ("name_before", models.CharField(blank=True, default="", max_length=40)),
                ("filters", models.JSONField(default=dict)),
                ("columns", ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "tilth_saved_view",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("user", "name"),
                        name="saved_view_name_once",
                    )
                ],
            },
        ),
    ]
