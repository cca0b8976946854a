"""A customer's flows without transfers between own holdings, beside the flows of the contract."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0019_record")]

    operations = [
        migrations.AddField(
            model_name="publishedcustomer",
            name=name,
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        )
        for name in ("external_inflow_30", "external_outflow_30")
    ]
