"""Names are found by every way in which they are read."""

from django.db import migrations, models

import tilth.data.guard

_COLUMNS = (
    *("name_pinyin_2", "name_pinyin_3", "name_initials_2", "name_initials_3"),
    "name_readings",
)


def _indexed(column: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="publishedcustomer",
        index=models.Index(
            fields=[column],
            name=f"pub_customer_{column.removeprefix('name_')}",
            condition=models.Q(**{f"{column}__isnull": False}),
        ),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("tilth", "0063_number_ends"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="publishedcustomer",
                name=column,
                field=models.TextField(blank=True, null=True),
            )
            for column in _COLUMNS
        ),
        *map(_indexed, _COLUMNS[:-1]),
        migrations.RemoveConstraint(model_name="erasure", name="erasure"),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=tilth.data.guard.Routines(digest="9263fd3f9f8856ae", name="erasure"),
        ),
    ]
