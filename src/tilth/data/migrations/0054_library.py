"""The library of what can be said in calls: written by head office, approved by another."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.data.guard
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0053_care_plan'),
    ]

    operations = [
        migrations.CreateModel(
            name='LibraryEntry',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('about', models.TextField()),
                ('manner', models.TextField()),
                ('history', models.CharField(max_length=20)),
                ('segment', models.TextField()),
                ('turn', models.BigIntegerField()),
                ('text_zh', models.TextField()),
                ('text_en', models.TextField()),
                ('says_zh', models.TextField()),
                ('says_en', models.TextField()),
                ('owner', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('approved', models.BooleanField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.TextField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'tilth_library_entry',
            },
        ),
        migrations.CreateModel(
            name='LibraryEntryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('about', models.TextField()),
                ('manner', models.TextField()),
                ('history', models.CharField(max_length=20)),
                ('segment', models.TextField()),
                ('turn', models.BigIntegerField()),
                ('text_zh', models.TextField()),
                ('text_en', models.TextField()),
                ('says_zh', models.TextField()),
                ('says_en', models.TextField()),
                ('owner', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('approved', models.BooleanField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.TextField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.libraryentry')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'tilth_library_entry_history',
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='libraryentry',
            index=models.Index(condition=models.Q(('approved', True)), fields=['about', 'kind'], name='library_about'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['opening', 'question', 'objection'])), name='library_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(('history__in', ['any', 'new', 'known'])), name='library_history_known'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text_zh', ''), _negated=True), models.Q(('text_en', ''), _negated=True)), name='library_text_given'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='library_in_order'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(models.Q(('decided_by', models.F('written_by')), _negated=True), ('sent_at__isnull', False)), _connector='OR'), name='library_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved', None), ('decided_at', None)), models.Q(('approved__isnull', False), ('decided_at__isnull', False)), _connector='OR'), name='library_decided_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='library_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='library_ended_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_entered()) AND written_by_id = (SELECT tilth_actor()) AND (SELECT tilth_role()) IN ('marketing')", changes="(SELECT tilth_entered()) AND ((SELECT tilth_role()) IN ('marketing') OR (SELECT tilth_role()) IN ('compliance'))", columns=('sent_at', 'approved', 'decided_by_id', 'decided_at', 'why', 'ended_by_id', 'ended_at'), name='library_entry_guard', sees="(SELECT tilth_entered()) AND (approved OR (SELECT tilth_role()) IN ('compliance', 'marketing'))", signs=()),
        ),
        migrations.AddConstraint(
            model_name='libraryentry',
            constraint=tilth.data.guard.Told(name='library_entry_told'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='libraryentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_library_entry_history" ("about", "approved", "created_at", "decided_at", "decided_by_id", "ended_at", "ended_by_id", "history", "id", "kind", "manner", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "says_en", "says_zh", "segment", "sent_at", "text_en", "text_zh", "turn", "valid_from", "valid_until", "why", "written_by_id") VALUES (NEW."about", NEW."approved", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."ended_at", NEW."ended_by_id", NEW."history", NEW."id", NEW."kind", NEW."manner", NEW."owner", NOW(), \'insert\', NEW."id", NEW."says_en", NEW."says_zh", NEW."segment", NEW."sent_at", NEW."text_en", NEW."text_zh", NEW."turn", NEW."valid_from", NEW."valid_until", NEW."why", NEW."written_by_id"); RETURN NULL;', hash='c1e5a8b2b56dd49382723074a855d57ad237a188', operation='INSERT', pgid='pgtrigger_insert_insert_b44ee', table='tilth_library_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='libraryentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_library_entry_history" ("about", "approved", "created_at", "decided_at", "decided_by_id", "ended_at", "ended_by_id", "history", "id", "kind", "manner", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "says_en", "says_zh", "segment", "sent_at", "text_en", "text_zh", "turn", "valid_from", "valid_until", "why", "written_by_id") VALUES (NEW."about", NEW."approved", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."ended_at", NEW."ended_by_id", NEW."history", NEW."id", NEW."kind", NEW."manner", NEW."owner", NOW(), \'update\', NEW."id", NEW."says_en", NEW."says_zh", NEW."segment", NEW."sent_at", NEW."text_en", NEW."text_zh", NEW."turn", NEW."valid_from", NEW."valid_until", NEW."why", NEW."written_by_id"); RETURN NULL;', hash='1205ea770cfb8d1f5a239d42ed3affc94b2c6e68', operation='UPDATE', pgid='pgtrigger_update_update_8fd8d', table='tilth_library_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='libraryentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_library_entry_history" ("about", "approved", "created_at", "decided_at", "decided_by_id", "ended_at", "ended_by_id", "history", "id", "kind", "manner", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "says_en", "says_zh", "segment", "sent_at", "text_en", "text_zh", "turn", "valid_from", "valid_until", "why", "written_by_id") VALUES (OLD."about", OLD."approved", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."ended_at", OLD."ended_by_id", OLD."history", OLD."id", OLD."kind", OLD."manner", OLD."owner", NOW(), \'delete\', OLD."id", OLD."says_en", OLD."says_zh", OLD."segment", OLD."sent_at", OLD."text_en", OLD."text_zh", OLD."turn", OLD."valid_from", OLD."valid_until", OLD."why", OLD."written_by_id"); RETURN NULL;', hash='9848cbbcd461362ca7e271b5db0bfb9aa6c2dc89', operation='DELETE', pgid='pgtrigger_delete_delete_54f60', table='tilth_library_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='libraryentryhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e8e2cc11f35e7def8c3079bbb9925ce1d536e94d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3d61', table='tilth_library_entry_history', when='BEFORE')),
        ),
    ]
