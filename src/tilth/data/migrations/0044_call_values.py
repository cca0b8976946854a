"""What names of lists are worth, and the transfer that takes it along."""

import tilth.data.guard
from django.db import migrations, models

from tilth.data.partitions import CreatePartitionedModel


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0043_sight_asks_once'),
    ]

    operations = [
        CreatePartitionedModel(
            name='PublishedCallValue',
            fields=[
                ('pk', models.CompositePrimaryKey('generation', 'rm_id', 'rank', blank=True, editable=False, primary_key=True, serialize=False)),
                ('generation', models.IntegerField()),
                ('rm_id', models.TextField()),
                ('business_date', models.DateField()),
                ('rank', models.BigIntegerField()),
                ('customer_id', models.TextField()),
                ('event_id', models.TextField()),
                ('kind', models.TextField()),
                ('money', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                ('days_left', models.BigIntegerField(blank=True, null=True)),
                ('urgency', models.BigIntegerField(blank=True, null=True)),
                ('reach', models.BigIntegerField()),
                ('agree', models.BigIntegerField()),
                ('expected', models.DecimalField(decimal_places=2, max_digits=18)),
                ('care', models.BigIntegerField()),
                ('effort', models.BigIntegerField()),
                ('opening', models.TextField()),
                ('points', models.BigIntegerField()),
                ('owner_id', models.TextField(blank=True, null=True)),
                ('branch_id', models.TextField(default='')),
                ('restricted', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'published_call_value',
            },
        ),
        migrations.RemoveConstraint(
            model_name='transfer',
            name='transfer',
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Routines(digest='130e2bfff2575a98', name='transfer'),
        ),
        migrations.AddIndex(
            model_name='publishedcallvalue',
            index=models.Index(fields=['customer_id'], name='pub_call_value_customer'),
        ),
        migrations.AddConstraint(
            model_name='publishedcallvalue',
            constraint=tilth.data.guard.Guard(name='published_call_value_guard', sees="CASE WHEN generation IS DISTINCT FROM (SELECT tilth_generation()) THEN 0 WHEN restricted AND coalesce((SELECT current_setting('tilth.sees_restricted', true)), '') <> 'true' THEN 0 WHEN (SELECT coalesce(current_setting('tilth.bank_wide', true), '') = 'true') THEN 1 WHEN strpos((SELECT current_setting('tilth.branches', true)), chr(31) || branch_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.managers', true)), chr(31) || owner_id || chr(31)) > 0 THEN 1 WHEN strpos((SELECT current_setting('tilth.customers', true)), chr(31) || customer_id || chr(31)) > 0 THEN 1 ELSE 0 END <> 0"),
        ),
    ]
