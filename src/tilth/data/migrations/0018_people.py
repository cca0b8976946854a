"""Hand-overs as one act that can be taken back; promises follow the customer; the pages' day; colleagues who call."""
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0017_door'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('from_staff_id', models.TextField(blank=True, null=True)),
                ('to_staff_ids', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('customers', models.PositiveIntegerField()),
                ('cause', models.CharField(max_length=20)),
                ('made_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('returned', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_hand_over',
            },
        ),
        migrations.CreateModel(
            name='HandOverHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('from_staff_id', models.TextField(blank=True, null=True)),
                ('to_staff_ids', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('customers', models.PositiveIntegerField()),
                ('cause', models.CharField(max_length=20)),
                ('made_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('returned', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_hand_over_history',
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='transfer',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='transfer',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='transfer',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='transfer',
            name='transfer_cause_known',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_transfer_history" ("cause", "customer_id", "from_branch_id", "from_staff_id", "hand_over_id", "id", "moved_at", "moved_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_branch_id", "to_staff_id") VALUES (NEW."cause", NEW."customer_id", NEW."from_branch_id", NEW."from_staff_id", NEW."hand_over_id", NEW."id", NEW."moved_at", NEW."moved_by_id", NEW."note", NOW(), \'insert\', NEW."id", NEW."to_branch_id", NEW."to_staff_id"); RETURN NULL;', hash='51e96a102d5a3ba0a132b7c401c0c30e2410aca2', operation='INSERT', pgid='pgtrigger_insert_insert_6d0fd', table='tilth_transfer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_transfer_history" ("cause", "customer_id", "from_branch_id", "from_staff_id", "hand_over_id", "id", "moved_at", "moved_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_branch_id", "to_staff_id") VALUES (NEW."cause", NEW."customer_id", NEW."from_branch_id", NEW."from_staff_id", NEW."hand_over_id", NEW."id", NEW."moved_at", NEW."moved_by_id", NEW."note", NOW(), \'update\', NEW."id", NEW."to_branch_id", NEW."to_staff_id"); RETURN NULL;', hash='bf7d55e319384b057c435f42e3a3b79cd8ad7a60', operation='UPDATE', pgid='pgtrigger_update_update_f5dc7', table='tilth_transfer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_transfer_history" ("cause", "customer_id", "from_branch_id", "from_staff_id", "hand_over_id", "id", "moved_at", "moved_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_branch_id", "to_staff_id") VALUES (OLD."cause", OLD."customer_id", OLD."from_branch_id", OLD."from_staff_id", OLD."hand_over_id", OLD."id", OLD."moved_at", OLD."moved_by_id", OLD."note", NOW(), \'delete\', OLD."id", OLD."to_branch_id", OLD."to_staff_id"); RETURN NULL;', hash='6316fff51463f5728c79e19d9999d52f168824b6', operation='DELETE', pgid='pgtrigger_delete_delete_99307', table='tilth_transfer', when='AFTER')),
        ),
        migrations.AddField(
            model_name='handover',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='taken_back_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transfer',
            name='hand_over',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='tilth.handover'),
        ),
        migrations.AddField(
            model_name='transferhistory',
            name='hand_over',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.handover'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['move', 'leaver', 'upgrade', 'rebalance', 'request', 'taken_back'])), name='transfer_cause_known'),
        ),
        migrations.AddField(
            model_name='handoverhistory',
            name='made_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handoverhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.handover'),
        ),
        migrations.AddField(
            model_name='handoverhistory',
            name='taken_back_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('returned__isnull', True), ('taken_back_at__isnull', True), ('taken_back_by__isnull', True)), models.Q(('returned__isnull', False), ('returned__lte', models.F('customers')), ('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='hand_over_taken_back_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_hand_over_history" ("cause", "customers", "from_staff_id", "id", "made_at", "made_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "taken_back_at", "taken_back_by_id", "to_staff_ids") VALUES (NEW."cause", NEW."customers", NEW."from_staff_id", NEW."id", NEW."made_at", NEW."made_by_id", NOW(), \'insert\', NEW."id", NEW."returned", NEW."taken_back_at", NEW."taken_back_by_id", NEW."to_staff_ids"); RETURN NULL;', hash='a358695915ecada3e28126a2a16f5788237df385', operation='INSERT', pgid='pgtrigger_insert_insert_2211f', table='tilth_hand_over', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_hand_over_history" ("cause", "customers", "from_staff_id", "id", "made_at", "made_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "taken_back_at", "taken_back_by_id", "to_staff_ids") VALUES (NEW."cause", NEW."customers", NEW."from_staff_id", NEW."id", NEW."made_at", NEW."made_by_id", NOW(), \'update\', NEW."id", NEW."returned", NEW."taken_back_at", NEW."taken_back_by_id", NEW."to_staff_ids"); RETURN NULL;', hash='073bc5ea2d817650d73db093468d49d16362656c', operation='UPDATE', pgid='pgtrigger_update_update_5da9d', table='tilth_hand_over', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_hand_over_history" ("cause", "customers", "from_staff_id", "id", "made_at", "made_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "taken_back_at", "taken_back_by_id", "to_staff_ids") VALUES (OLD."cause", OLD."customers", OLD."from_staff_id", OLD."id", OLD."made_at", OLD."made_by_id", NOW(), \'delete\', OLD."id", OLD."returned", OLD."taken_back_at", OLD."taken_back_by_id", OLD."to_staff_ids"); RETURN NULL;', hash='763feac2c7c00550b05dbf14e0f091a186b11bac', operation='DELETE', pgid='pgtrigger_delete_delete_ea2e8', table='tilth_hand_over', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handoverhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f7eb17f596b73f88feae2ca363664fdeb1ac9a3c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_50ee3', table='tilth_hand_over_history', when='BEFORE')),
        ),
    ]
