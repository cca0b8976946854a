"""Next steps as codes, appointments with their result, promises that a contact settles, wrong numbers."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0018_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberMark',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('field', models.CharField(max_length=20)),
                ('number_index', models.TextField()),
                ('staff_id', models.TextField()),
                ('marked_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_number_mark',
            },
        ),
        migrations.CreateModel(
            name='NumberMarkHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('field', models.CharField(max_length=20)),
                ('number_index', models.TextField()),
                ('staff_id', models.TextField()),
                ('marked_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_number_mark_history',
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='task',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='task',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='task',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='contact',
            name='contact_outcome_known',
        ),
        migrations.RemoveConstraint(
            model_name='contact',
            name='contact_next_step_dated',
        ),
        migrations.RemoveConstraint(
            model_name='task',
            name='task_kind_known',
        ),
        migrations.AddField(
            model_name='contact',
            name='step',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='step',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='came',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='moved_from_at',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='moved_from_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='party',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='place',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='settled_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='task',
            name='step',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='came',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='moved_from_at',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='moved_from_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='party',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='place',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='settled_in',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='step',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('settled_in__isnull', False)), fields=['settled_in'], name='task_settled'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('kind', 'appointment')), fields=['staff_id', 'due_on'], name='task_meetings'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "intention", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "step", "two_way", "user_id", "version", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."channel", NEW."clearance_id", NEW."contact_on", NEW."contacted_at", NEW."content", NEW."created_at", NEW."customer_id", NEW."duration_minutes", NEW."effect", NEW."id", NEW."idempotency_key", NEW."intention", NEW."list_rank", NEW."next_step", NEW."next_step_on", NEW."outcome", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."staff_id", NEW."step", NEW."two_way", NEW."user_id", NEW."version", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='143766975be617daab5acb1ee7d4763e1cf2650e', operation='INSERT', pgid='pgtrigger_insert_insert_69215', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "intention", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "step", "two_way", "user_id", "version", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."channel", NEW."clearance_id", NEW."contact_on", NEW."contacted_at", NEW."content", NEW."created_at", NEW."customer_id", NEW."duration_minutes", NEW."effect", NEW."id", NEW."idempotency_key", NEW."intention", NEW."list_rank", NEW."next_step", NEW."next_step_on", NEW."outcome", NOW(), \'update\', NEW."id", NEW."purpose", NEW."staff_id", NEW."step", NEW."two_way", NEW."user_id", NEW."version", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='b3569331c0c109eaba67af044c73bbd809c235e3', operation='UPDATE', pgid='pgtrigger_update_update_50001', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "intention", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "step", "two_way", "user_id", "version", "voided_at", "voided_by_id") VALUES (OLD."business_date", OLD."channel", OLD."clearance_id", OLD."contact_on", OLD."contacted_at", OLD."content", OLD."created_at", OLD."customer_id", OLD."duration_minutes", OLD."effect", OLD."id", OLD."idempotency_key", OLD."intention", OLD."list_rank", OLD."next_step", OLD."next_step_on", OLD."outcome", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."staff_id", OLD."step", OLD."two_way", OLD."user_id", OLD."version", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='c8f3f55b1eb0d5f3da512b5480c50aaccc592d56', operation='DELETE', pgid='pgtrigger_delete_delete_4ec82', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_task_history" ("business_date", "came", "contact_id", "customer_id", "done_at", "due_at", "due_on", "id", "kind", "made_at", "moved_from_at", "moved_from_on", "party", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "settled_in_id", "staff_id", "step", "text", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."came", NEW."contact_id", NEW."customer_id", NEW."done_at", NEW."due_at", NEW."due_on", NEW."id", NEW."kind", NEW."made_at", NEW."moved_from_at", NEW."moved_from_on", NEW."party", NOW(), \'insert\', NEW."id", NEW."place", NEW."settled_in_id", NEW."staff_id", NEW."step", NEW."text", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='0c52032775b5be5cb80038c721e992ae0ef3b6a9', operation='INSERT', pgid='pgtrigger_insert_insert_d08d8', table='tilth_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_task_history" ("business_date", "came", "contact_id", "customer_id", "done_at", "due_at", "due_on", "id", "kind", "made_at", "moved_from_at", "moved_from_on", "party", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "settled_in_id", "staff_id", "step", "text", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."came", NEW."contact_id", NEW."customer_id", NEW."done_at", NEW."due_at", NEW."due_on", NEW."id", NEW."kind", NEW."made_at", NEW."moved_from_at", NEW."moved_from_on", NEW."party", NOW(), \'update\', NEW."id", NEW."place", NEW."settled_in_id", NEW."staff_id", NEW."step", NEW."text", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='3e8a390a84dc9cf68292cc0c05f69f1c04680dcd', operation='UPDATE', pgid='pgtrigger_update_update_0c821', table='tilth_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_task_history" ("business_date", "came", "contact_id", "customer_id", "done_at", "due_at", "due_on", "id", "kind", "made_at", "moved_from_at", "moved_from_on", "party", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "settled_in_id", "staff_id", "step", "text", "user_id", "voided_at", "voided_by_id") VALUES (OLD."business_date", OLD."came", OLD."contact_id", OLD."customer_id", OLD."done_at", OLD."due_at", OLD."due_on", OLD."id", OLD."kind", OLD."made_at", OLD."moved_from_at", OLD."moved_from_on", OLD."party", NOW(), \'delete\', OLD."id", OLD."place", OLD."settled_in_id", OLD."staff_id", OLD."step", OLD."text", OLD."user_id", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='a5fd72f3cd819b0ccdb6b62c37e826f37a5f782d', operation='DELETE', pgid='pgtrigger_delete_delete_03930', table='tilth_task', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['connected', 'appointment', 'no_answer', 'busy', 'wrong_number', 'refused', 'call_back', 'left_message', 'other'])), name='contact_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['call_again', 'visit', 'send_material', 'bring_papers', 'prepare_offer', 'refer', 'none', 'other'])), name='contact_step_known'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_step', ''), ('next_step_on__isnull', True), models.Q(('step__isnull', True), ('step', 'none'), _connector='OR')), models.Q(('next_step_on__isnull', False), models.Q(models.Q(('next_step', ''), _negated=True), models.Q(('step__isnull', False), models.Q(('step', 'none'), _negated=True)), _connector='OR')), _connector='OR'), name='contact_next_step_dated'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['task', 'appointment', 'call', 'note'])), name='task_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['call_again', 'visit', 'send_material', 'bring_papers', 'prepare_offer', 'refer', 'none', 'other'])), name='task_step_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', ['branch', 'customer', 'other'])), name='task_place_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('came__in', ['came', 'did_not_come'])), name='task_came_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('came__isnull', True), models.Q(('done_at__isnull', False), ('kind', 'appointment')), _connector='OR'), name='task_came_of_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'note'), _negated=True), ('done_at__isnull', False), _connector='OR'), name='task_note_is_done'),
        ),
        migrations.AddField(
            model_name='numbermark',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='numbermark',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='numbermark',
            name='voided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='numbermarkhistory',
            name='contact',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='numbermarkhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.numbermark'),
        ),
        migrations.AddField(
            model_name='numbermarkhistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='numbermarkhistory',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='numbermark',
            index=models.Index(fields=['contact'], name='number_mark_contact'),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['mobile', 'phone'])), name='number_mark_field_known'),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='number_mark_voided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('customer_id', 'field', 'number_index'), name='number_mark_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbermark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_number_mark_history" ("contact_id", "customer_id", "field", "id", "marked_at", "number_index", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (NEW."contact_id", NEW."customer_id", NEW."field", NEW."id", NEW."marked_at", NEW."number_index", NOW(), \'insert\', NEW."id", NEW."staff_id", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='2e627c494f5adbc8f6919504eee34c73713d621c', operation='INSERT', pgid='pgtrigger_insert_insert_fd693', table='tilth_number_mark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbermark',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_number_mark_history" ("contact_id", "customer_id", "field", "id", "marked_at", "number_index", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (NEW."contact_id", NEW."customer_id", NEW."field", NEW."id", NEW."marked_at", NEW."number_index", NOW(), \'update\', NEW."id", NEW."staff_id", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='b27666737d95d9425c9e7f6236779de637ad66a3', operation='UPDATE', pgid='pgtrigger_update_update_19773', table='tilth_number_mark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbermark',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_number_mark_history" ("contact_id", "customer_id", "field", "id", "marked_at", "number_index", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (OLD."contact_id", OLD."customer_id", OLD."field", OLD."id", OLD."marked_at", OLD."number_index", NOW(), \'delete\', OLD."id", OLD."staff_id", OLD."user_id", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='ba35028c2308e2c5d18a0fdc48ff6cdc7fbf069d', operation='DELETE', pgid='pgtrigger_delete_delete_aa25c', table='tilth_number_mark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbermarkhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0601b6a64082588a9637420a09320aafa30f50ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3488e', table='tilth_number_mark_history', when='BEFORE')),
        ),
    ]
