"""Landlines have a blind index too: a mark counts for the number it was made for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0025_seal")]

    operations = [
        migrations.AddField(
            model_name="publishedcustomer",
            name="phone_index",
            field=models.TextField(blank=True, null=True),
        )
    ]
