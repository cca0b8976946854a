"""What managers plan and pass over; contacts that were taken back; the intention of a contact."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0008_quarantine'),
    ]

    operations = [
        migrations.CreateModel(
            name='Skip',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('business_date', models.DateField()),
                ('list_rank', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('list_reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('made_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_skip',
            },
        ),
        migrations.CreateModel(
            name='SkipHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('business_date', models.DateField()),
                ('list_rank', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('list_reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('made_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_skip_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('kind', models.CharField(max_length=20)),
                ('text', models.TextField(blank=True, default='')),
                ('due_on', models.DateField()),
                ('due_at', models.TimeField(blank=True, null=True)),
                ('business_date', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_task',
            },
        ),
        migrations.CreateModel(
            name='TaskHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('kind', models.CharField(max_length=20)),
                ('text', models.TextField(blank=True, default='')),
                ('due_on', models.DateField()),
                ('due_at', models.TimeField(blank=True, null=True)),
                ('business_date', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_task_history',
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
        migrations.AddField(
            model_name='contact',
            name='intention',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='voided_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contact',
            name='voided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='intention',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='voided_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "intention", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "two_way", "user_id", "version", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."channel", NEW."clearance_id", NEW."contact_on", NEW."contacted_at", NEW."content", NEW."created_at", NEW."customer_id", NEW."duration_minutes", NEW."effect", NEW."id", NEW."idempotency_key", NEW."intention", NEW."list_rank", NEW."next_step", NEW."next_step_on", NEW."outcome", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."staff_id", NEW."two_way", NEW."user_id", NEW."version", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='56b443581a860bd049f06134c83ef77158aaf9b2', operation='INSERT', pgid='pgtrigger_insert_insert_69215', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "intention", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "two_way", "user_id", "version", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."channel", NEW."clearance_id", NEW."contact_on", NEW."contacted_at", NEW."content", NEW."created_at", NEW."customer_id", NEW."duration_minutes", NEW."effect", NEW."id", NEW."idempotency_key", NEW."intention", NEW."list_rank", NEW."next_step", NEW."next_step_on", NEW."outcome", NOW(), \'update\', NEW."id", NEW."purpose", NEW."staff_id", NEW."two_way", NEW."user_id", NEW."version", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='a23f8c3886a274c14da2e64e916c09e52923cc67', operation='UPDATE', pgid='pgtrigger_update_update_50001', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "intention", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "two_way", "user_id", "version", "voided_at", "voided_by_id") VALUES (OLD."business_date", OLD."channel", OLD."clearance_id", OLD."contact_on", OLD."contacted_at", OLD."content", OLD."created_at", OLD."customer_id", OLD."duration_minutes", OLD."effect", OLD."id", OLD."idempotency_key", OLD."intention", OLD."list_rank", OLD."next_step", OLD."next_step_on", OLD."outcome", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."staff_id", OLD."two_way", OLD."user_id", OLD."version", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='d035dbd10665491a912d25e7b2d349fa11ced710', operation='DELETE', pgid='pgtrigger_delete_delete_4ec82', table='tilth_contact', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('intention__in', ['none', 'weak', 'medium', 'strong', 'ready'])), name='contact_intention_known'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('clearance__isnull', True), ('voided_at__isnull', False), ('voided_by', models.F('user'))), _connector='OR'), name='contact_voided_by_its_writer'),
        ),
        migrations.AddField(
            model_name='skip',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='skip',
            name='voided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='skiphistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.skip'),
        ),
        migrations.AddField(
            model_name='skiphistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='skiphistory',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='task',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='task',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='task',
            name='voided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='contact',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.task'),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskhistory',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='skip',
            index=models.Index(fields=['reason', 'business_date'], name='skip_reason_day'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['contacted', 'away', 'complaint', 'wrong_reason', 'other'])), name='skip_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='skip_other_says_why'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='skip_voided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('customer_id', 'business_date', 'staff_id'), name='skip_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skip',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_skip_history" ("business_date", "customer_id", "id", "list_rank", "list_reasons", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."customer_id", NEW."id", NEW."list_rank", NEW."list_reasons", NEW."made_at", NEW."note", NOW(), \'insert\', NEW."id", NEW."reason", NEW."staff_id", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='8ec034777b9ef589dd4e03125a5416e0a1ae301d', operation='INSERT', pgid='pgtrigger_insert_insert_a3922', table='tilth_skip', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skip',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_skip_history" ("business_date", "customer_id", "id", "list_rank", "list_reasons", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."customer_id", NEW."id", NEW."list_rank", NEW."list_reasons", NEW."made_at", NEW."note", NOW(), \'update\', NEW."id", NEW."reason", NEW."staff_id", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='bb008c25a38b905103aecb8e54e917133a219a62', operation='UPDATE', pgid='pgtrigger_update_update_627c7', table='tilth_skip', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skip',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_skip_history" ("business_date", "customer_id", "id", "list_rank", "list_reasons", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "user_id", "voided_at", "voided_by_id") VALUES (OLD."business_date", OLD."customer_id", OLD."id", OLD."list_rank", OLD."list_reasons", OLD."made_at", OLD."note", NOW(), \'delete\', OLD."id", OLD."reason", OLD."staff_id", OLD."user_id", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='21fe8b1fb9224ca3af6542738fad3c7f016ca06f', operation='DELETE', pgid='pgtrigger_delete_delete_d0fa7', table='tilth_skip', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skiphistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='852a1ac0cfd203df6227cf654c76de00588814d8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c395b', table='tilth_skip_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('done_at__isnull', True), ('voided_at__isnull', True)), fields=['staff_id', 'due_on'], name='task_staff_open'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['customer_id', 'due_on'], name='task_customer'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['contact'], name='task_contact'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['task', 'appointment', 'call'])), name='task_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('business_date__isnull', True), ('kind', 'call'), _connector='OR'), name='task_of_a_list_is_a_call'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='task_voided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(condition=models.Q(('business_date__isnull', False), ('done_at__isnull', True), ('voided_at__isnull', True)), fields=('customer_id', 'staff_id', 'business_date'), name='task_put_off_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_task_history" ("business_date", "contact_id", "customer_id", "done_at", "due_at", "due_on", "id", "kind", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "text", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."contact_id", NEW."customer_id", NEW."done_at", NEW."due_at", NEW."due_on", NEW."id", NEW."kind", NEW."made_at", NOW(), \'insert\', NEW."id", NEW."staff_id", NEW."text", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='f152929e9c90709576b7555700ad1e5b09938fb2', operation='INSERT', pgid='pgtrigger_insert_insert_d08d8', table='tilth_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_task_history" ("business_date", "contact_id", "customer_id", "done_at", "due_at", "due_on", "id", "kind", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "text", "user_id", "voided_at", "voided_by_id") VALUES (NEW."business_date", NEW."contact_id", NEW."customer_id", NEW."done_at", NEW."due_at", NEW."due_on", NEW."id", NEW."kind", NEW."made_at", NOW(), \'update\', NEW."id", NEW."staff_id", NEW."text", NEW."user_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='23a2440ac3c97e2168ef15be769a180aad72a151', operation='UPDATE', pgid='pgtrigger_update_update_0c821', table='tilth_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_task_history" ("business_date", "contact_id", "customer_id", "done_at", "due_at", "due_on", "id", "kind", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "text", "user_id", "voided_at", "voided_by_id") VALUES (OLD."business_date", OLD."contact_id", OLD."customer_id", OLD."done_at", OLD."due_at", OLD."due_on", OLD."id", OLD."kind", OLD."made_at", NOW(), \'delete\', OLD."id", OLD."staff_id", OLD."text", OLD."user_id", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='2af537dbaa33566669cb6535c84fe3477b28d4e2', operation='DELETE', pgid='pgtrigger_delete_delete_03930', table='tilth_task', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='taskhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='84e9e0d0edf514f76fa52ffe3d17f7daf17c5c80', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1150e', table='tilth_task_history', when='BEFORE')),
        ),
    ]
