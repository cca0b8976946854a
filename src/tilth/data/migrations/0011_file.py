"""Relations and transactions for the file of one customer, and topics to avoid."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.data.fields
from django.db import migrations, models

from tilth.data.partitions import CreateModelByNight, CreatePartitionedModel


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0010_saved_views'),
    ]

    operations = [
        CreatePartitionedModel(
            name='PublishedRelation',
            fields=[
                ('pk', models.CompositePrimaryKey('generation', 'from_id', 'to_id', 'kind', blank=True, editable=False, primary_key=True, serialize=False)),
                ('generation', models.IntegerField()),
                ('from_id', models.TextField()),
                ('to_id', models.TextField()),
                ('kind', models.TextField()),
                ('since', models.DateField(blank=True, null=True)),
            ],
            options={
                'db_table': 'published_relation',
            },
        ),
        CreateModelByNight(
            name='PublishedTransaction',
            fields=[
                ('pk', models.CompositePrimaryKey('night', 'transaction_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('night', models.IntegerField()),
                ('transaction_id', models.TextField()),
                ('business_date', models.DateField()),
                ('customer_id', models.TextField()),
                ('holding_id', models.TextField()),
                ('product_name', models.TextField(blank=True, null=True)),
                ('currency', models.TextField(blank=True, null=True)),
                ('at', tilth.data.fields.WallClockField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('kind', models.TextField()),
                ('channel', models.TextField(blank=True, null=True)),
                ('cash', models.BooleanField(blank=True, null=True)),
                ('counterparty_name', models.TextField(blank=True, null=True)),
                ('counterparty_bank', models.TextField(blank=True, null=True)),
                ('memo', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'published_transaction',
            },
        ),
        migrations.CreateModel(
            name='TransactionNight',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('business_date', models.DateField(unique=True)),
                ('content', models.TextField()),
                ('transactions', models.BigIntegerField()),
                ('loaded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'tilth_transaction_night',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactpreference',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactpreference',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contactpreference',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='contactpreference',
            name='avoid',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, null=True, size=None),
        ),
        migrations.AddField(
            model_name='contactpreferencehistory',
            name='avoid',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, null=True, size=None),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_preference_history" ("avoid", "changed_at", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "windows", "zone") VALUES (NEW."avoid", NEW."changed_at", NEW."customer_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."windows", NEW."zone"); RETURN NULL;', hash='5160528d99cada89dd43729fc91ff822c25d2c4a', operation='INSERT', pgid='pgtrigger_insert_insert_231c3', table='tilth_contact_preference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_contact_preference_history" ("avoid", "changed_at", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "windows", "zone") VALUES (NEW."avoid", NEW."changed_at", NEW."customer_id", NEW."id", NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."windows", NEW."zone"); RETURN NULL;', hash='ba3a6bcd0d3f54f0d6df0df8a521618a868d7328', operation='UPDATE', pgid='pgtrigger_update_update_153ee', table='tilth_contact_preference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreference',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_preference_history" ("avoid", "changed_at", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "windows", "zone") VALUES (OLD."avoid", OLD."changed_at", OLD."customer_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."windows", OLD."zone"); RETURN NULL;', hash='ded7b0ea4556b1892177f6d135160e7a1e596d05', operation='DELETE', pgid='pgtrigger_delete_delete_9a585', table='tilth_contact_preference', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='publishedrelation',
            index=models.Index(fields=['to_id'], name='pub_relation_to'),
        ),
        migrations.AddIndex(
            model_name='publishedtransaction',
            index=models.Index(fields=['customer_id', '-at', '-transaction_id'], name='pub_transaction_customer'),
        ),
    ]
