"""How far a person came on the tour of the first day, and the pages' right to write it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0006_points'),
    ]

    operations = [
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
            name='tour',
            field=models.CharField(db_default='todo', default='todo', max_length=10),
        ),
        migrations.AddField(
            model_name='userhistory',
            name='tour',
            field=models.CharField(db_default='todo', default='todo', max_length=10),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "tour", "updown", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."language", NEW."name", NOW(), \'insert\', NEW."id", NEW."role", NEW."staff_id", NEW."theme", NEW."tour", NEW."updown", NEW."username"); RETURN NULL;', hash='fb2d522d3b1b35e6720d3d458fcf18c7c9fad93e', operation='INSERT', pgid='pgtrigger_insert_insert_eecc1', table='tilth_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."tour" IS DISTINCT FROM (NEW."tour") OR OLD."updown" IS DISTINCT FROM (NEW."updown") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "tour", "updown", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."language", NEW."name", NOW(), \'update\', NEW."id", NEW."role", NEW."staff_id", NEW."theme", NEW."tour", NEW."updown", NEW."username"); RETURN NULL;', hash='e833c29f5355fe366cfbb52a561ef12333c523e2', operation='UPDATE', pgid='pgtrigger_update_update_8bef8', table='tilth_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "tour", "updown", "username") VALUES (OLD."created_at", OLD."id", OLD."is_active", OLD."language", OLD."name", NOW(), \'delete\', OLD."id", OLD."role", OLD."staff_id", OLD."theme", OLD."tour", OLD."updown", OLD."username"); RETURN NULL;', hash='8afc82b6defd5476ddaa1319c12f90fcfeb934fa', operation='DELETE', pgid='pgtrigger_delete_delete_a5e18', table='tilth_user', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('tour__in', ['todo', '1', '2', 'done'])), name='user_tour_known'),
        ),
    ]
