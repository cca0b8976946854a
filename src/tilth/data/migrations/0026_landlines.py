"""Landlines have a blind index too; whose contacts are counted is asked once a statement."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0025_seal")]

    operations = [
        migrations.AddField(
            model_name="publishedcustomer",
            name="phone_index",
            field=models.TextField(blank=True, null=True),
        ),
    ]
