"""A care plan says how this bank becomes the main bank, in four blocks (MAIN-01)."""

import pgtrigger.compiler
import pgtrigger.migrations
import tilth.data.guard
import tilth.data.notes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0090_main_bank'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='careplan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='careplan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='careplan',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='careplan',
            name='care_plan_guard',
        ),
        migrations.AddField(
            model_name='careplan',
            name='direction',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplan',
            name='handles',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplan',
            name='indicators',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplan',
            name='services',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplanhistory',
            name='direction',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplanhistory',
            name='handles',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplanhistory',
            name='indicators',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='careplanhistory',
            name='services',
            field=tilth.data.notes.NoteField(blank=True, default=''),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_care_plan_history" ("about", "channel", "customer_id", "direction", "done_on", "ended_at", "ends_on", "every", "handles", "id", "indicators", "made_at", "made_by_id", "next_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "staff_id", "starts_on", "state", "voided_at", "voided_by_id", "why") VALUES (NEW."about", NEW."channel", NEW."customer_id", NEW."direction", NEW."done_on", NEW."ended_at", NEW."ends_on", NEW."every", NEW."handles", NEW."id", NEW."indicators", NEW."made_at", NEW."made_by_id", NEW."next_on", NOW(), \'insert\', NEW."id", NEW."services", NEW."staff_id", NEW."starts_on", NEW."state", NEW."voided_at", NEW."voided_by_id", NEW."why"); RETURN NULL;', hash='e34d50ef95a97c0cdfa3c75aaa9f357ff1fc3353', operation='INSERT', pgid='pgtrigger_insert_insert_f62e4', table='tilth_care_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_care_plan_history" ("about", "channel", "customer_id", "direction", "done_on", "ended_at", "ends_on", "every", "handles", "id", "indicators", "made_at", "made_by_id", "next_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "staff_id", "starts_on", "state", "voided_at", "voided_by_id", "why") VALUES (NEW."about", NEW."channel", NEW."customer_id", NEW."direction", NEW."done_on", NEW."ended_at", NEW."ends_on", NEW."every", NEW."handles", NEW."id", NEW."indicators", NEW."made_at", NEW."made_by_id", NEW."next_on", NOW(), \'update\', NEW."id", NEW."services", NEW."staff_id", NEW."starts_on", NEW."state", NEW."voided_at", NEW."voided_by_id", NEW."why"); RETURN NULL;', hash='a56c3bbf94ca94009d59e84dbbd1569534f2bcbf', operation='UPDATE', pgid='pgtrigger_update_update_e65aa', table='tilth_care_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='careplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_care_plan_history" ("about", "channel", "customer_id", "direction", "done_on", "ended_at", "ends_on", "every", "handles", "id", "indicators", "made_at", "made_by_id", "next_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "services", "staff_id", "starts_on", "state", "voided_at", "voided_by_id", "why") VALUES (OLD."about", OLD."channel", OLD."customer_id", OLD."direction", OLD."done_on", OLD."ended_at", OLD."ends_on", OLD."every", OLD."handles", OLD."id", OLD."indicators", OLD."made_at", OLD."made_by_id", OLD."next_on", NOW(), \'delete\', OLD."id", OLD."services", OLD."staff_id", OLD."starts_on", OLD."state", OLD."voided_at", OLD."voided_by_id", OLD."why"); RETURN NULL;', hash='b6798ad2a87f55db4dd7fe723529cf308441c240', operation='DELETE', pgid='pgtrigger_delete_delete_94e68', table='tilth_care_plan', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='careplan',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_care_plan.customer_id) AND made_by_id IS NOT NULL", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_care_plan.customer_id)", columns=('voided_at', 'voided_by_id', 'next_on', 'done_on', 'state', 'why', 'ended_at', 'handles', 'direction', 'indicators', 'services'), name='care_plan_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_care_plan.customer_id)', signs=('staff_id',)),
        ),
    ]
