"""A joint account is each of its owners' (A23)."""

from django.db import migrations, models

_KEYED = "ALTER TABLE published_holding DROP CONSTRAINT published_holding_pkey, ADD PRIMARY KEY ({})"


class Migration(migrations.Migration):

    dependencies = [
        ("tilth", "0066_planned_once"),
    ]

    operations = [
        migrations.RunSQL(
            _KEYED.format("generation, holding_id, customer_id"),
            _KEYED.format("generation, holding_id"),
            state_operations=[
                migrations.AlterField(
                    model_name="publishedholding",
                    name="pk",
                    field=models.CompositePrimaryKey(
                        "generation",
                        "holding_id",
                        "customer_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="publishedholding",
            name="owners",
            field=models.IntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name="publishedholding",
            index=models.Index(
                fields=["holding_id"], name="pub_holding_joint", condition=models.Q(owners__gt=1)
            ),
        ),
    ]
