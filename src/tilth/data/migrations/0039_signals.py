"""Signals of a night, and the transfer that takes them along."""

import tilth.data.guard
from django.db import migrations, models

from tilth.data.partitions import CreatePartitionedModel


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0038_line_asks_once'),
    ]

    operations = [
        CreatePartitionedModel(
            name='PublishedSignal',
            fields=[
                ('pk', models.CompositePrimaryKey('generation', 'event_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('generation', models.IntegerField()),
                ('event_id', models.TextField()),
                ('business_date', models.DateField()),
                ('customer_id', models.TextField()),
                ('kind', models.TextField()),
                ('subject', models.TextField()),
                ('due_on', models.DateField()),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                ('detail', models.JSONField()),
                ('money', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                ('purpose', models.TextField()),
                ('told_on', models.DateField()),
                ('lapses_on', models.DateField()),
                ('state', models.TextField()),
                ('stands', models.BooleanField()),
                ('evidence', models.JSONField()),
                ('owner_id', models.TextField(blank=True, null=True)),
                ('branch_id', models.TextField(default='')),
                ('restricted', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'published_signal',
            },
        ),
        migrations.RemoveConstraint(
            model_name='transfer',
            name='transfer',
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Routines(digest='5aa11a3ce41e7f7d', name='transfer'),
        ),
        migrations.AddIndex(
            model_name='publishedsignal',
            index=models.Index(fields=['customer_id', 'due_on'], name='pub_signal_customer'),
        ),
        migrations.AddIndex(
            model_name='publishedsignal',
            index=models.Index(fields=['owner_id', 'kind'], name='pub_signal_owner'),
        ),
        migrations.AddConstraint(
            model_name='publishedsignal',
            constraint=tilth.data.guard.Guard(name='published_signal_guard', sees='tilth_in_sight(generation, owner_id, branch_id, customer_id, restricted)'),
        ),
    ]
