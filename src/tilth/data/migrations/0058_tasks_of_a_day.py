"""Whose tasks and promises fall on a day, done ones too: what a day counts without reading the whole book."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0057_varied_channels")]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("voided_at__isnull", True)),
                fields=["staff_id", "due_on"],
                name="task_staff_day",
            ),
        ),
    ]
