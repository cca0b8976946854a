"""Each customer's assets and tier by night, for trends and for the flow between tiers."""

import django.db.models.manager
from django.db import migrations, models

from tilth.data.partitions import CreateModelByNight


class Migration(migrations.Migration):
    dependencies = [("tilth", "0005_gate")]

    operations = [
        migrations.CreateModel(
            name="PointNight",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("business_date", models.DateField(unique=True)),
                ("content", models.TextField()),
                ("customers", models.BigIntegerField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={"db_table": "tilth_point_night"},
        ),
        CreateModelByNight(
            name="CustomerPoint",
            fields=[
                ("pk", models.CompositePrimaryKey("customer_id", "night", blank=True, editable=False, primary_key=True, serialize=False)),
                ("night", models.IntegerField()),
                ("customer_id", models.TextField()),
                ("business_date", models.DateField()),
                ("aum", models.DecimalField(decimal_places=2, max_digits=18)),
                ("tier", models.TextField()),
            ],
            options={"db_table": "published_point"},
        ),
    ]
