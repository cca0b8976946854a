"""Open reasons that a person closed; of a published event since when, until when and whether it is open."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0021_day_of_the_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReasonClosure',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('event_id', models.TextField()),
                ('customer_id', models.TextField()),
                ('kind', models.TextField()),
                ('staff_id', models.TextField()),
                ('reason', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('business_date', models.DateField()),
                ('closed_at', models.DateTimeField()),
                ('idempotency_key', models.CharField(max_length=100, unique=True)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_reason_closure',
            },
        ),
        migrations.CreateModel(
            name='ReasonClosureHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('event_id', models.TextField()),
                ('customer_id', models.TextField()),
                ('kind', models.TextField()),
                ('staff_id', models.TextField()),
                ('reason', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('business_date', models.DateField()),
                ('closed_at', models.DateTimeField()),
                ('idempotency_key', models.CharField(max_length=100)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_reason_closure_history',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='lapses_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='state',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='told_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='publishedevent',
            index=models.Index(fields=['owner_id', 'due_on'], name='pub_event_owner'),
        ),
        migrations.AddIndex(
            model_name='publishedevent',
            index=models.Index(fields=['branch_id', 'due_on'], name='pub_event_branch'),
        ),
        migrations.AddField(
            model_name='reasonclosure',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reasonclosure',
            name='voided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reasonclosurehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.reasonclosure'),
        ),
        migrations.AddField(
            model_name='reasonclosurehistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reasonclosurehistory',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='reasonclosure',
            index=models.Index(fields=['customer_id'], name='reason_closure_customer'),
        ),
        migrations.AddConstraint(
            model_name='reasonclosure',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['done_otherwise', 'not_relevant', 'declined', 'wrong_data'])), name='reason_closure_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='reasonclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='reason_closure_voided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='reasonclosure',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('event_id',), name='reason_closure_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reasonclosure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_reason_closure_history" ("business_date", "closed_at", "customer_id", "event_id", "id", "idempotency_key", "kind", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."closed_at", NEW."customer_id", NEW."event_id", NEW."id", NEW."idempotency_key", NEW."kind", NEW."note", NOW(), \'insert\', NEW."id", NEW."reason", NEW."staff_id", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='5a2ff03f635326dffcb788331c93dad6979c3765', operation='INSERT', pgid='pgtrigger_insert_insert_36c17', table='tilth_reason_closure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reasonclosure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_reason_closure_history" ("business_date", "closed_at", "customer_id", "event_id", "id", "idempotency_key", "kind", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."closed_at", NEW."customer_id", NEW."event_id", NEW."id", NEW."idempotency_key", NEW."kind", NEW."note", NOW(), \'update\', NEW."id", NEW."reason", NEW."staff_id", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='ad2d06a7b01e2112d13bac3588dcbbe82c441705', operation='UPDATE', pgid='pgtrigger_update_update_5ca51', table='tilth_reason_closure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reasonclosure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_reason_closure_history" ("business_date", "closed_at", "customer_id", "event_id", "id", "idempotency_key", "kind", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (OLD."business_date", OLD."closed_at", OLD."customer_id", OLD."event_id", OLD."id", OLD."idempotency_key", OLD."kind", OLD."note", NOW(), \'delete\', OLD."id", OLD."reason", OLD."staff_id", OLD."user_id", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='fecfe13eb572004c7353ef6ffe9b6e2734ffaa16', operation='DELETE', pgid='pgtrigger_delete_delete_873a7', table='tilth_reason_closure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reasonclosurehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fa8a1c0669ca7acde0b9da1d7311abfcda4bf35e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0e0ed', table='tilth_reason_closure_history', when='BEFORE')),
        ),
    ]
