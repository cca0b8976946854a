"""Landlines are found as mobiles are; ends of numbers lie beside them for the own book."""

from django.db import migrations, models

import tilth.data.guard

_COLUMNS = ("mobile_end_index", "phone_line_index", "phone_end_index", "phone_tail_index")


class Migration(migrations.Migration):

    dependencies = [
        ("tilth", "0062_name_keys"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="publishedcustomer",
                name=name,
                field=models.TextField(blank=True, null=True),
            )
            for name in _COLUMNS
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=["phone_line_index"], name="pub_customer_line"),
        ),
        migrations.RemoveConstraint(model_name="erasure", name="erasure"),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=tilth.data.guard.Routines(digest="7d440975a7df9432", name="erasure"),
        ),
    ]
