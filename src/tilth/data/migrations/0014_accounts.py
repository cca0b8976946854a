"""Who asks is proved; accounts, sessions and roles are guarded and tracked; the guard's texts are renewed."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tilth.data.migrations import _landed

_STATEMENTS = (
    *_landed.functions(),
    "SELECT set_config('tilth.job', 'init', true)",
    # what later writes needs no proof of older sessions: everybody signs in anew, once
    "DELETE FROM django_session",
    # the trigger fills in the digest, the history keeps it
    "UPDATE tilth_user SET password_digest = NULL",
    _landed.TOLD,
    "SET CONSTRAINTS ALL IMMEDIATE",
)


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0013_recount'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('code', models.CharField(max_length=20, serialize=False)),
                ('scope', models.CharField(max_length=10)),
                ('sees_restricted', models.BooleanField(default=False)),
                ('reads_audit', models.BooleanField(default=False)),
                ('manages_accounts', models.BooleanField(default=False)),
                ('about', models.TextField()),
            ],
            options={
                'db_table': 'tilth_role_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('id', models.UUIDField(unique=True)),
                ('user_id', models.BigIntegerField(null=True)),
                ('data', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('about', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'tilth_session',
            },
        ),
        migrations.AlterModelOptions(
            name='user',
            options={'base_manager_name': 'objects'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='user',
            name='password_digest',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='userhistory',
            name='password_digest',
            field=models.TextField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='role',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_role_history" ("about", "code", "manages_accounts", "pgh_created_at", "pgh_label", "pgh_obj_id", "reads_audit", "scope", "sees_restricted") VALUES (NEW."about", NEW."code", NEW."manages_accounts", NOW(), \'update\', NEW."code", NEW."reads_audit", NEW."scope", NEW."sees_restricted"); RETURN NULL;', hash='e61b397a2aa29e726cc66edac45d9e407b5a80e6', operation='UPDATE', pgid='pgtrigger_update_update_7a825', table='tilth_role', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='role',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_role_history" ("about", "code", "manages_accounts", "pgh_created_at", "pgh_label", "pgh_obj_id", "reads_audit", "scope", "sees_restricted") VALUES (OLD."about", OLD."code", OLD."manages_accounts", NOW(), \'delete\', OLD."code", OLD."reads_audit", OLD."scope", OLD."sees_restricted"); RETURN NULL;', hash='46d8304ea2fd122a71f2d6e36a4e1b7849b0ac0d', operation='DELETE', pgid='pgtrigger_delete_delete_eca1f', table='tilth_role', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "password_digest", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "tour", "updown", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."language", NEW."name", NEW."password_digest", NOW(), \'insert\', NEW."id", NEW."role", NEW."staff_id", NEW."theme", NEW."tour", NEW."updown", NEW."username"); RETURN NULL;', hash='9d83c88eb5ce6bcb1ebf7785e5a3ecdcbec9b805', operation='INSERT', pgid='pgtrigger_insert_insert_eecc1', table='tilth_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."password_digest" IS DISTINCT FROM (NEW."password_digest") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."tour" IS DISTINCT FROM (NEW."tour") OR OLD."updown" IS DISTINCT FROM (NEW."updown") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "password_digest", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "tour", "updown", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."language", NEW."name", NEW."password_digest", NOW(), \'update\', NEW."id", NEW."role", NEW."staff_id", NEW."theme", NEW."tour", NEW."updown", NEW."username"); RETURN NULL;', hash='e1b9107e16bc49e2076d4d8271448e91b9e87ac2', operation='UPDATE', pgid='pgtrigger_update_update_8bef8', table='tilth_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "password_digest", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "tour", "updown", "username") VALUES (OLD."created_at", OLD."id", OLD."is_active", OLD."language", OLD."name", OLD."password_digest", NOW(), \'delete\', OLD."id", OLD."role", OLD."staff_id", OLD."theme", OLD."tour", OLD."updown", OLD."username"); RETURN NULL;', hash='baf368669f9a7c0cb4096d29df62ccefb1aeb9b4', operation='DELETE', pgid='pgtrigger_delete_delete_a5e18', table='tilth_user', when='AFTER')),
        ),
        migrations.AddField(
            model_name='rolehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.role'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['user_id', '-seen_at'], name='session_user'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['expires_at'], name='session_end'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='321fcaa88fa6041b6b35f5c1f7b1052014febda6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11478', table='tilth_role_history', when='BEFORE')),
        ),
        migrations.RunSQL(_STATEMENTS, migrations.RunSQL.noop),
    ]
