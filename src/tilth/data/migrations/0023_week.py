"""The week's list on the customer's row: the place in it, how many it has places for, and when it was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0022_reasons")]

    operations = [
        *(
            migrations.AddField(
                model_name="publishedcustomer",
                name=name,
                field=models.BigIntegerField(blank=True, null=True),
            )
            for name in ("week_rank", "week_size")
        ),
        migrations.AddField(
            model_name="publishedcustomer",
            name="week_made_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
