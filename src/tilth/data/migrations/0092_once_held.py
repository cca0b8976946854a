"""What a customer once held, since when and how often it buys (PROF-09, 29, 32)."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0091_blocks_of_care_plans'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedcustomer',
            name='bought_year',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='first_invested_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='former_categories',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, null=True, size=None),
        ),
    ]
