"""How sure a customer's segment is, and the nearest types of those whom no rule takes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0023_week")]

    operations = [
        migrations.AddField(model_name="publishedcustomer", name=name, field=kind(blank=True, null=True))
        for name, kind in (
            ("segment_source", models.TextField),
            ("segment_distance", models.FloatField),
            ("segment_second", models.TextField),
            ("segment_second_distance", models.FloatField),
            ("segment_missing", models.TextField),
        )
    ]
