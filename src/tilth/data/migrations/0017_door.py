"""What the pages' login says and changes is closed further; saved views are tracked; the last sign-in is the audit's."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models

from tilth.data.migrations import _landed

_STATEMENTS = (
    *_landed.functions(),
    "SELECT set_config('tilth.job', 'init', true)",
    _landed.FIRST_VERSIONS,
    # what a session holds opens under its own key alone from here on: everybody signs in anew, once
    "DELETE FROM tilth_session",
    "SET CONSTRAINTS ALL IMMEDIATE",
    # publications are few among many entries, and each verification reads all of them
    "CREATE INDEX audit_publications ON tilth_audit_entry (id) WHERE action = 'publish'",
)


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0016_walks'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedViewHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(blank=True, max_length=40)),
                ('name_before', models.CharField(blank=True, default='', max_length=40)),
                ('filters', models.JSONField(default=dict)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_saved_view_history',
                'abstract': False,
            },
        ),
        migrations.RemoveField(
            model_name='user',
            name='last_login',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_saved_view_history" ("columns", "created_at", "filters", "id", "name", "name_before", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "user_id") VALUES (NEW."columns", NEW."created_at", NEW."filters", NEW."id", NEW."name", NEW."name_before", NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."user_id"); RETURN NULL;', hash='b0c861e68aa0202138427c1d11d7192c1cc554d6', operation='INSERT', pgid='pgtrigger_insert_insert_a2d96', table='tilth_saved_view', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_saved_view_history" ("columns", "created_at", "filters", "id", "name", "name_before", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "user_id") VALUES (NEW."columns", NEW."created_at", NEW."filters", NEW."id", NEW."name", NEW."name_before", NOW(), \'update\', NEW."id", NEW."removed_at", NEW."user_id"); RETURN NULL;', hash='b149f31cd6ab74b4285e57e5e7c4c56971bfa6da', operation='UPDATE', pgid='pgtrigger_update_update_ccc39', table='tilth_saved_view', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_saved_view_history" ("columns", "created_at", "filters", "id", "name", "name_before", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "user_id") VALUES (OLD."columns", OLD."created_at", OLD."filters", OLD."id", OLD."name", OLD."name_before", NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."user_id"); RETURN NULL;', hash='e72782a7d9e804b0728d8db4591c84edece88491', operation='DELETE', pgid='pgtrigger_delete_delete_b933a', table='tilth_saved_view', when='AFTER')),
        ),
        migrations.AddField(
            model_name='savedviewhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.savedview'),
        ),
        migrations.AddField(
            model_name='savedviewhistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedviewhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='06ac93d64be752d7c83a4e0ef40711ed01d3a392', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_df6de', table='tilth_saved_view_history', when='BEFORE')),
        ),
        migrations.RunSQL(_STATEMENTS, migrations.RunSQL.noop),
    ]
