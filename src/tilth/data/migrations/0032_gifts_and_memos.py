"""The first subjects by declaration: gifts and hospitality, and service memos."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.data.guard
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0031_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(max_length=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('given_on', models.DateField()),
                ('note', models.TextField(blank=True, default='')),
                ('state', models.CharField(max_length=20)),
                ('answer', models.TextField(blank=True, default='')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'tilth_gift',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GiftHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(max_length=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('given_on', models.DateField()),
                ('note', models.TextField(blank=True, default='')),
                ('state', models.CharField(max_length=20)),
                ('answer', models.TextField(blank=True, default='')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.gift')),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'tilth_gift_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Memo',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('asked_on', models.DateField()),
                ('demand', models.TextField(blank=True, default='')),
                ('due_on', models.DateField()),
                ('answer', models.TextField(blank=True, default='')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'tilth_memo',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemoHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('asked_on', models.DateField()),
                ('demand', models.TextField(blank=True, default='')),
                ('due_on', models.DateField()),
                ('answer', models.TextField(blank=True, default='')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.memo')),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'tilth_memo_history',
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='gift',
            index=models.Index(fields=['customer_id', '-made_at'], name='gift_customer'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='gift_voided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(('value__gt', 0)), name='gift_worth_something'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=tilth.data.guard.Told(name='gift_told'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['flowers', 'ticket', 'meal', 'other'])), name='gift_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'approved', 'refused'])), name='gift_state_known'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('made_by')), _negated=True), name='gift_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='gift_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_gift.customer_id)", changes="(SELECT tilth_role()) IN ('branch_head', 'region_head', 'rm', 'supervisor', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_gift.customer_id)", columns=('voided_at', 'voided_by_id', 'state', 'answer', 'decided_at', 'decided_by_id'), name='gift_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_gift.customer_id)', signs=('staff_id',)),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gift',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_gift_history" ("answer", "customer_id", "decided_at", "decided_by_id", "given_on", "id", "kind", "made_at", "made_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "state", "value", "voided_at", "voided_by_id") VALUES (NEW."answer", NEW."customer_id", NEW."decided_at", NEW."decided_by_id", NEW."given_on", NEW."id", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."note", NOW(), \'insert\', NEW."id", NEW."staff_id", NEW."state", NEW."value", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='fbd861b711dfdf6ebc0ace50bb573fb32ec731fb', operation='INSERT', pgid='pgtrigger_insert_insert_fda9a', table='tilth_gift', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gift',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_gift_history" ("answer", "customer_id", "decided_at", "decided_by_id", "given_on", "id", "kind", "made_at", "made_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "state", "value", "voided_at", "voided_by_id") VALUES (NEW."answer", NEW."customer_id", NEW."decided_at", NEW."decided_by_id", NEW."given_on", NEW."id", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."note", NOW(), \'update\', NEW."id", NEW."staff_id", NEW."state", NEW."value", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='2a07f7eeb28c021fd73d615835c6deb761b61689', operation='UPDATE', pgid='pgtrigger_update_update_0a006', table='tilth_gift', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gift',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_gift_history" ("answer", "customer_id", "decided_at", "decided_by_id", "given_on", "id", "kind", "made_at", "made_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "state", "value", "voided_at", "voided_by_id") VALUES (OLD."answer", OLD."customer_id", OLD."decided_at", OLD."decided_by_id", OLD."given_on", OLD."id", OLD."kind", OLD."made_at", OLD."made_by_id", OLD."note", NOW(), \'delete\', OLD."id", OLD."staff_id", OLD."state", OLD."value", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='037a57d93c148ad3810f04b2c2fe72293979e969', operation='DELETE', pgid='pgtrigger_delete_delete_03794', table='tilth_gift', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gifthistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9284953a7c53302a51f694118f02fba28f797eb9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b8d6b', table='tilth_gift_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='memo',
            index=models.Index(fields=['customer_id', '-made_at'], name='memo_customer'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='memo_voided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('asked_on'))), name='memo_due_after_asked'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=tilth.data.guard.Told(name='memo_told'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_memo.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_memo.customer_id)", columns=('voided_at', 'voided_by_id', 'answer', 'answered_at'), name='memo_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_memo.customer_id)', signs=('staff_id',)),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_memo_history" ("answer", "answered_at", "asked_on", "customer_id", "demand", "due_on", "id", "made_at", "made_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "voided_at", "voided_by_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_on", NEW."customer_id", NEW."demand", NEW."due_on", NEW."id", NEW."made_at", NEW."made_by_id", NOW(), \'insert\', NEW."id", NEW."staff_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='6d3df071cd0ddac4a74795baafadfe18e8093431', operation='INSERT', pgid='pgtrigger_insert_insert_d4efe', table='tilth_memo', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_memo_history" ("answer", "answered_at", "asked_on", "customer_id", "demand", "due_on", "id", "made_at", "made_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "voided_at", "voided_by_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_on", NEW."customer_id", NEW."demand", NEW."due_on", NEW."id", NEW."made_at", NEW."made_by_id", NOW(), \'update\', NEW."id", NEW."staff_id", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='0ec8d973296995b35e5a093cef5ff7b71a0951cb', operation='UPDATE', pgid='pgtrigger_update_update_83e1b', table='tilth_memo', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_memo_history" ("answer", "answered_at", "asked_on", "customer_id", "demand", "due_on", "id", "made_at", "made_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "voided_at", "voided_by_id") VALUES (OLD."answer", OLD."answered_at", OLD."asked_on", OLD."customer_id", OLD."demand", OLD."due_on", OLD."id", OLD."made_at", OLD."made_by_id", NOW(), \'delete\', OLD."id", OLD."staff_id", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='eb64d74fdf527cf45446c2f012bd29cedd98e76f', operation='DELETE', pgid='pgtrigger_delete_delete_26659', table='tilth_memo', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memohistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3a10b302b653f27451067acbcd6d3d35336bbd84', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6f516', table='tilth_memo_history', when='BEFORE')),
        ),
    ]
