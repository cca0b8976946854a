"""The tables of the one door, the history of tracked rows, and the scope columns of published rows."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tilth.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=20)),
                ('user_id', models.BigIntegerField(null=True)),
                ('staff_id', models.TextField(blank=True, null=True)),
                ('role', models.CharField(blank=True, default='', max_length=20)),
                ('address', models.TextField(blank=True, default='')),
                ('request', models.TextField(blank=True, default='')),
                ('subject_type', models.TextField(blank=True, default='')),
                ('subject_id', models.TextField(blank=True, default='')),
                ('customer_ids', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('why', models.TextField(blank=True, default='')),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'tilth_audit_entry',
            },
        ),
        migrations.CreateModel(
            name='AuditLink',
            fields=[
                ('pk', models.CompositePrimaryKey('day', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('number', models.BigIntegerField()),
                ('entry_id', models.BigIntegerField(unique=True)),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'tilth_audit_link',
            },
        ),
        migrations.CreateModel(
            name='CadenceAgreementHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('customer_id', models.TextField()),
                ('days', models.PositiveIntegerField()),
                ('agreed_on', models.DateField()),
            ],
            options={
                'db_table': 'tilth_cadence_agreement_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('household_id', models.TextField(blank=True, null=True)),
                ('staff_id', models.TextField()),
                ('channel', models.CharField(max_length=20)),
                ('purpose', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('given_on', models.DateField()),
                ('valid_until', models.DateTimeField()),
            ],
            options={
                'db_table': 'tilth_clearance',
            },
        ),
        migrations.CreateModel(
            name='ClearanceHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('household_id', models.TextField(blank=True, null=True)),
                ('staff_id', models.TextField()),
                ('channel', models.CharField(max_length=20)),
                ('purpose', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('given_on', models.DateField()),
                ('valid_until', models.DateTimeField()),
            ],
            options={
                'db_table': 'tilth_clearance_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('purpose', models.CharField(max_length=20)),
                ('channel', models.CharField(default='any', max_length=20)),
                ('decision', models.CharField(max_length=20)),
                ('text_version', models.CharField(blank=True, default='', max_length=40)),
                ('evidence', models.TextField(blank=True, default='')),
                ('decided_at', models.DateTimeField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_consent',
            },
        ),
        migrations.CreateModel(
            name='ConsentHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('purpose', models.CharField(max_length=20)),
                ('channel', models.CharField(default='any', max_length=20)),
                ('decision', models.CharField(max_length=20)),
                ('text_version', models.CharField(blank=True, default='', max_length=40)),
                ('evidence', models.TextField(blank=True, default='')),
                ('decided_at', models.DateTimeField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_consent_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('contacted_at', models.DateTimeField()),
                ('contact_on', models.DateField()),
                ('channel', models.CharField(max_length=20)),
                ('two_way', models.BooleanField()),
                ('outcome', models.CharField(max_length=20)),
                ('purpose', models.CharField(max_length=20)),
                ('content', models.TextField(blank=True, default='')),
                ('duration_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('next_step', models.TextField(blank=True, default='')),
                ('next_step_on', models.DateField(blank=True, null=True)),
                ('effect', models.CharField(blank=True, default='', max_length=20)),
                ('business_date', models.DateField(blank=True, null=True)),
                ('list_rank', models.PositiveIntegerField(blank=True, null=True)),
                ('idempotency_key', models.CharField(max_length=100)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_contact_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactPreference',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('customer_id', models.TextField(unique=True)),
                ('zone', models.CharField(default='Asia/Shanghai', max_length=40)),
                ('windows', models.JSONField(default=list)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'db_table': 'tilth_contact_preference',
            },
        ),
        migrations.CreateModel(
            name='ContactPreferenceHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('customer_id', models.TextField()),
                ('zone', models.CharField(default='Asia/Shanghai', max_length=40)),
                ('windows', models.JSONField(default=list)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'db_table': 'tilth_contact_preference_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cover',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('absent_staff_id', models.TextField()),
                ('substitute_staff_id', models.TextField()),
                ('reason', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_cover',
            },
        ),
        migrations.CreateModel(
            name='CoverHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('absent_staff_id', models.TextField()),
                ('substitute_staff_id', models.TextField()),
                ('reason', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_cover_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DoNotDisturbHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('channel', models.CharField(default='any', max_length=20)),
                ('topic', models.TextField(blank=True, default='')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, default='')),
                ('source', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_do_not_disturb_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnershipChange',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('from_staff_id', models.TextField(blank=True, null=True)),
                ('to_staff_id', models.TextField(blank=True, null=True)),
                ('from_branch_id', models.TextField(blank=True, null=True)),
                ('to_branch_id', models.TextField(blank=True, null=True)),
                ('source', models.CharField(max_length=10)),
            ],
            options={
                'db_table': 'tilth_ownership_change',
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('purpose', models.CharField(max_length=20)),
                ('reason', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_participant',
            },
        ),
        migrations.CreateModel(
            name='ParticipantHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('staff_id', models.TextField()),
                ('purpose', models.CharField(max_length=20)),
                ('reason', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_participant_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('scope', models.CharField(max_length=10)),
                ('sees_restricted', models.BooleanField(default=False)),
                ('reads_audit', models.BooleanField(default=False)),
                ('manages_accounts', models.BooleanField(default=False)),
                ('about', models.TextField()),
            ],
            options={
                'db_table': 'tilth_role',
            },
        ),
        migrations.CreateModel(
            name='SegmentAssignmentHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('customer_id', models.TextField()),
                ('scheme', models.TextField()),
                ('segment', models.TextField()),
                ('reason', models.TextField(blank=True, default='')),
                ('confirmed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'tilth_segment_assignment_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StaffChange',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('staff_id', models.TextField()),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('from_branch_id', models.TextField(blank=True, null=True)),
                ('to_branch_id', models.TextField(blank=True, null=True)),
                ('was_active', models.BooleanField(null=True)),
                ('is_active', models.BooleanField(null=True)),
            ],
            options={
                'db_table': 'tilth_staff_change',
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('kind', models.CharField(max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_suppression',
            },
        ),
        migrations.CreateModel(
            name='SuppressionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('kind', models.CharField(max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'tilth_suppression_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('customer_id', models.TextField()),
                ('from_staff_id', models.TextField(blank=True, null=True)),
                ('from_branch_id', models.TextField()),
                ('to_staff_id', models.TextField(blank=True, null=True)),
                ('to_branch_id', models.TextField(blank=True, null=True)),
                ('cause', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('moved_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_transfer',
            },
        ),
        migrations.CreateModel(
            name='TransferHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=tilth.kernel.ids.uuid7, editable=False, serialize=False)),
                ('customer_id', models.TextField()),
                ('from_staff_id', models.TextField(blank=True, null=True)),
                ('from_branch_id', models.TextField()),
                ('to_staff_id', models.TextField(blank=True, null=True)),
                ('to_branch_id', models.TextField(blank=True, null=True)),
                ('cause', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, default='')),
                ('moved_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_transfer_history',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('username', models.CharField(max_length=150)),
                ('name', models.CharField(max_length=200)),
                ('role', models.CharField(choices=[('rm', 'rm'), ('wealth', 'wealth'), ('planner', 'planner'), ('lobby', 'lobby'), ('teller', 'teller'), ('supervisor', 'supervisor'), ('branch_head', 'branch_head'), ('region_head', 'region_head'), ('marketing', 'marketing'), ('compliance', 'compliance'), ('admin', 'admin'), ('security_admin', 'security_admin'), ('audit_admin', 'audit_admin')], max_length=20)),
                ('staff_id', models.TextField(blank=True, null=True)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('theme', models.CharField(default='auto', max_length=10)),
                ('updown', models.CharField(default='cn', max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'tilth_user_history',
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='contact',
            name='contact_channel_known',
        ),
        migrations.RemoveConstraint(
            model_name='donotdisturb',
            name='dnd_channel_known',
        ),
        migrations.RemoveConstraint(
            model_name='user',
            name='user_role_known',
        ),
        migrations.RemoveField(
            model_name='publishedcustomer',
            name='mobile_tail',
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='id_index',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='id_number',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='id_type',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='mobile_index',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='mobile_tail_index',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='restricted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='branch_id',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='owner_id',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='restricted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='publishedholding',
            name='branch_id',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='publishedholding',
            name='owner_id',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedholding',
            name='restricted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='publishedlistentry',
            name='branch_id',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='publishedlistentry',
            name='owner_id',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedlistentry',
            name='restricted',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('rm', 'rm'), ('wealth', 'wealth'), ('planner', 'planner'), ('lobby', 'lobby'), ('teller', 'teller'), ('supervisor', 'supervisor'), ('branch_head', 'branch_head'), ('region_head', 'region_head'), ('marketing', 'marketing'), ('compliance', 'compliance'), ('admin', 'admin'), ('security_admin', 'security_admin'), ('audit_admin', 'audit_admin')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='publishedcustomer',
            index=models.Index(fields=['branch_id', '-aum'], name='pub_customer_branch_aum'),
        ),
        migrations.AddIndex(
            model_name='publishedcustomer',
            index=models.Index(fields=['mobile_index'], name='pub_customer_mobile'),
        ),
        migrations.AddIndex(
            model_name='publishedcustomer',
            index=models.Index(fields=['id_index'], name='pub_customer_id'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cadenceagreement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_cadence_agreement_history" ("agreed_on", "customer_id", "days", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id") VALUES (NEW."agreed_on", NEW."customer_id", NEW."days", NEW."id", NOW(), \'insert\', NEW."id", NEW."recorded_by_id"); RETURN NULL;', hash='8fd03c247ac182296a9c2af8e33e136ff0da4aed', operation='INSERT', pgid='pgtrigger_insert_insert_4e999', table='tilth_cadence_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cadenceagreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_cadence_agreement_history" ("agreed_on", "customer_id", "days", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id") VALUES (NEW."agreed_on", NEW."customer_id", NEW."days", NEW."id", NOW(), \'update\', NEW."id", NEW."recorded_by_id"); RETURN NULL;', hash='29cf6c08d61474243f2bfafa4522b9bf807ac042', operation='UPDATE', pgid='pgtrigger_update_update_f272c', table='tilth_cadence_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cadenceagreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_cadence_agreement_history" ("agreed_on", "customer_id", "days", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id") VALUES (OLD."agreed_on", OLD."customer_id", OLD."days", OLD."id", NOW(), \'delete\', OLD."id", OLD."recorded_by_id"); RETURN NULL;', hash='a4ff1e1e8f2f88c4f9df4ed9f7f53b7f3ac2713c', operation='DELETE', pgid='pgtrigger_delete_delete_2bfed', table='tilth_cadence_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "two_way", "user_id", "version") VALUES (NEW."business_date", NEW."channel", NEW."clearance_id", NEW."contact_on", NEW."contacted_at", NEW."content", NEW."created_at", NEW."customer_id", NEW."duration_minutes", NEW."effect", NEW."id", NEW."idempotency_key", NEW."list_rank", NEW."next_step", NEW."next_step_on", NEW."outcome", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."staff_id", NEW."two_way", NEW."user_id", NEW."version"); RETURN NULL;', hash='d49fb03ea63b3595aed487ef6331daf289ce79e7', operation='INSERT', pgid='pgtrigger_insert_insert_69215', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "two_way", "user_id", "version") VALUES (NEW."business_date", NEW."channel", NEW."clearance_id", NEW."contact_on", NEW."contacted_at", NEW."content", NEW."created_at", NEW."customer_id", NEW."duration_minutes", NEW."effect", NEW."id", NEW."idempotency_key", NEW."list_rank", NEW."next_step", NEW."next_step_on", NEW."outcome", NOW(), \'update\', NEW."id", NEW."purpose", NEW."staff_id", NEW."two_way", NEW."user_id", NEW."version"); RETURN NULL;', hash='af3e357749e9006ddd733c9af01afdcc56137f1b', operation='UPDATE', pgid='pgtrigger_update_update_50001', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_history" ("business_date", "channel", "clearance_id", "contact_on", "contacted_at", "content", "created_at", "customer_id", "duration_minutes", "effect", "id", "idempotency_key", "list_rank", "next_step", "next_step_on", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "two_way", "user_id", "version") VALUES (OLD."business_date", OLD."channel", OLD."clearance_id", OLD."contact_on", OLD."contacted_at", OLD."content", OLD."created_at", OLD."customer_id", OLD."duration_minutes", OLD."effect", OLD."id", OLD."idempotency_key", OLD."list_rank", OLD."next_step", OLD."next_step_on", OLD."outcome", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."staff_id", OLD."two_way", OLD."user_id", OLD."version"); RETURN NULL;', hash='b66beff36458dd9c991aa41b34c44197e555fb13', operation='DELETE', pgid='pgtrigger_delete_delete_4ec82', table='tilth_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='donotdisturb',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_do_not_disturb_history" ("channel", "created_at", "created_by_id", "customer_id", "ends_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_on", "topic") VALUES (NEW."channel", NEW."created_at", NEW."created_by_id", NEW."customer_id", NEW."ends_on", NEW."id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."source", NEW."starts_on", NEW."topic"); RETURN NULL;', hash='53fa41a07fbf6d5ffa713a271d6b2bd85fe36796', operation='INSERT', pgid='pgtrigger_insert_insert_c6377', table='tilth_do_not_disturb', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='donotdisturb',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_do_not_disturb_history" ("channel", "created_at", "created_by_id", "customer_id", "ends_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_on", "topic") VALUES (NEW."channel", NEW."created_at", NEW."created_by_id", NEW."customer_id", NEW."ends_on", NEW."id", NOW(), \'update\', NEW."id", NEW."reason", NEW."source", NEW."starts_on", NEW."topic"); RETURN NULL;', hash='61e9ae11ef87d1bceb1640a5599d61d73c77f550', operation='UPDATE', pgid='pgtrigger_update_update_b4447', table='tilth_do_not_disturb', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='donotdisturb',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_do_not_disturb_history" ("channel", "created_at", "created_by_id", "customer_id", "ends_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "starts_on", "topic") VALUES (OLD."channel", OLD."created_at", OLD."created_by_id", OLD."customer_id", OLD."ends_on", OLD."id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."source", OLD."starts_on", OLD."topic"); RETURN NULL;', hash='03bce1302fe80ea3e8aa2f1ac1272b42b5703cdf', operation='DELETE', pgid='pgtrigger_delete_delete_45350', table='tilth_do_not_disturb', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='segmentassignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_segment_assignment_history" ("confirmed_at", "confirmed_by_id", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme", "segment") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."customer_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."scheme", NEW."segment"); RETURN NULL;', hash='1d258028b0f5ab3b5a49ce8e23e77a3101a02eb3', operation='INSERT', pgid='pgtrigger_insert_insert_6a476', table='tilth_segment_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='segmentassignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_segment_assignment_history" ("confirmed_at", "confirmed_by_id", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme", "segment") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."customer_id", NEW."id", NOW(), \'update\', NEW."id", NEW."reason", NEW."scheme", NEW."segment"); RETURN NULL;', hash='d2737c7fb4bf6f81a84a4de7d2ec73e497bbb0a9', operation='UPDATE', pgid='pgtrigger_update_update_cdf5c', table='tilth_segment_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='segmentassignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_segment_assignment_history" ("confirmed_at", "confirmed_by_id", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme", "segment") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."customer_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."scheme", OLD."segment"); RETURN NULL;', hash='a65c4f098d70d6849e4e06c66bc9d4faf585fb37', operation='DELETE', pgid='pgtrigger_delete_delete_011e5', table='tilth_segment_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "updown", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."language", NEW."name", NOW(), \'insert\', NEW."id", NEW."role", NEW."staff_id", NEW."theme", NEW."updown", NEW."username"); RETURN NULL;', hash='31ecf8b64b836565363120f09b686b04aeeed8f8', operation='INSERT', pgid='pgtrigger_insert_insert_eecc1', table='tilth_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."updown" IS DISTINCT FROM (NEW."updown") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "updown", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."language", NEW."name", NOW(), \'update\', NEW."id", NEW."role", NEW."staff_id", NEW."theme", NEW."updown", NEW."username"); RETURN NULL;', hash='20795afef5eeec56cedb25721c8323761dd88fc1', operation='UPDATE', pgid='pgtrigger_update_update_8bef8', table='tilth_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_user_history" ("created_at", "id", "is_active", "language", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "theme", "updown", "username") VALUES (OLD."created_at", OLD."id", OLD."is_active", OLD."language", OLD."name", NOW(), \'delete\', OLD."id", OLD."role", OLD."staff_id", OLD."theme", OLD."updown", OLD."username"); RETURN NULL;', hash='3bdc21c72cc1ca7fe1e1348ee9e15688699b2381', operation='DELETE', pgid='pgtrigger_delete_delete_a5e18', table='tilth_user', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='donotdisturb',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['any', 'phone', 'mobile_bank', 'wecom', 'sms', 'email', 'letter', 'fax', 'visit', 'branch_meeting', 'other'])), name='dnd_channel_known'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(condition=models.Q(('role__in', ('admin', 'security_admin', 'audit_admin'))), fields=('staff_id',), name='user_one_administration_per_staff'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['rm', 'wealth', 'planner', 'lobby', 'teller', 'supervisor', 'branch_head', 'region_head', 'marketing', 'compliance', 'admin', 'security_admin', 'audit_admin'])), name='user_role_known'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['at'], name='audit_at'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['user_id', 'at'], name='audit_user_at'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['customer_ids'], name='audit_customers'),
        ),
        migrations.AddField(
            model_name='cadenceagreementhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.cadenceagreement'),
        ),
        migrations.AddField(
            model_name='cadenceagreementhistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clearance',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contact',
            name='clearance',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='tilth.clearance'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'mobile_bank', 'wecom', 'sms', 'email', 'letter', 'fax', 'visit', 'branch_meeting', 'other'])), name='contact_channel_known'),
        ),
        migrations.AddField(
            model_name='clearancehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.clearance'),
        ),
        migrations.AddField(
            model_name='clearancehistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='consent',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='consenthistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.consent'),
        ),
        migrations.AddField(
            model_name='consenthistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='clearance',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.clearance'),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.contact'),
        ),
        migrations.AddField(
            model_name='contacthistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactpreference',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactpreferencehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.contactpreference'),
        ),
        migrations.AddField(
            model_name='contactpreferencehistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cover',
            name='arranged_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='coverhistory',
            name='arranged_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='coverhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.cover'),
        ),
        migrations.AddField(
            model_name='donotdisturbhistory',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='donotdisturbhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.donotdisturb'),
        ),
        migrations.AddIndex(
            model_name='ownershipchange',
            index=models.Index(fields=['customer_id', 'changed_at'], name='ownership_customer'),
        ),
        migrations.AddIndex(
            model_name='ownershipchange',
            index=models.Index(fields=['from_staff_id', 'changed_at'], name='ownership_lost'),
        ),
        migrations.AddConstraint(
            model_name='ownershipchange',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['feed', 'transfer'])), name='ownership_source_known'),
        ),
        migrations.AddField(
            model_name='participant',
            name='invited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='participanthistory',
            name='invited_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='participanthistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.participant'),
        ),
        migrations.AddField(
            model_name='segmentassignmenthistory',
            name='confirmed_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='segmentassignmenthistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.segmentassignment'),
        ),
        migrations.AddIndex(
            model_name='staffchange',
            index=models.Index(fields=['staff_id', 'changed_at'], name='staff_change_staff'),
        ),
        migrations.AddField(
            model_name='suppression',
            name='lifted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suppression',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suppressionhistory',
            name='lifted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suppressionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.suppression'),
        ),
        migrations.AddField(
            model_name='suppressionhistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transfer',
            name='moved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transferhistory',
            name='moved_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='transferhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tilth.transfer'),
        ),
        migrations.AddField(
            model_name='userhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cadenceagreementhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e777e26f0bd74681e5f0631043563a1e83485b64', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2ef3f', table='tilth_cadence_agreement_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='clearance',
            index=models.Index(fields=['customer_id', 'given_on'], name='clearance_customer'),
        ),
        migrations.AddIndex(
            model_name='clearance',
            index=models.Index(fields=['household_id', 'given_on'], name='clearance_household'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'mobile_bank', 'wecom', 'sms', 'email', 'letter', 'fax', 'visit', 'branch_meeting', 'other'])), name='clearance_channel_known'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['segment', 'invite', 'maintain', 'introduce', 'market_update', 'asset_report', 'due_notice', 'new_product', 'greeting', 'follow_up', 'service', 'other'])), name='clearance_purpose_known'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('given_at'))), name='clearance_valid_for_a_while'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_clearance_history" ("channel", "customer_id", "given_at", "given_on", "household_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "user_id", "valid_until") VALUES (NEW."channel", NEW."customer_id", NEW."given_at", NEW."given_on", NEW."household_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."staff_id", NEW."user_id", NEW."valid_until"); RETURN NULL;', hash='95d557f385122f106643d4984def07245494f42a', operation='INSERT', pgid='pgtrigger_insert_insert_45ba9', table='tilth_clearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_clearance_history" ("channel", "customer_id", "given_at", "given_on", "household_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "user_id", "valid_until") VALUES (NEW."channel", NEW."customer_id", NEW."given_at", NEW."given_on", NEW."household_id", NEW."id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."staff_id", NEW."user_id", NEW."valid_until"); RETURN NULL;', hash='ac6840f68c81dddd39a07de01c06642d7c2fd0e5', operation='UPDATE', pgid='pgtrigger_update_update_60378', table='tilth_clearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_clearance_history" ("channel", "customer_id", "given_at", "given_on", "household_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "staff_id", "user_id", "valid_until") VALUES (OLD."channel", OLD."customer_id", OLD."given_at", OLD."given_on", OLD."household_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."staff_id", OLD."user_id", OLD."valid_until"); RETURN NULL;', hash='a1d9a48ae45c6952826b17124adcc78ceba5653d', operation='DELETE', pgid='pgtrigger_delete_delete_dff49', table='tilth_clearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearancehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='296f5c764b9f54c25df0fe5d5df1cf00eeb055f0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_887b0', table='tilth_clearance_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['customer_id', 'purpose', 'channel', '-decided_at'], name='consent_latest'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['marketing', 'greeting', 'profiling'])), name='consent_purpose_known'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['any', 'phone', 'mobile_bank', 'wecom', 'sms', 'email', 'letter', 'fax', 'visit', 'branch_meeting', 'other'])), name='consent_channel_known'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['granted', 'withdrawn', 'refused'])), name='consent_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'granted'), _negated=True), models.Q(('text_version', ''), _negated=True), _connector='OR'), name='consent_grant_names_text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_consent_history" ("channel", "created_at", "customer_id", "decided_at", "decision", "evidence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_by_id", "text_version") VALUES (NEW."channel", NEW."created_at", NEW."customer_id", NEW."decided_at", NEW."decision", NEW."evidence", NEW."id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_by_id", NEW."text_version"); RETURN NULL;', hash='3679082553a34b25809cefae76f843e291f70a86', operation='INSERT', pgid='pgtrigger_insert_insert_24894', table='tilth_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_consent_history" ("channel", "created_at", "customer_id", "decided_at", "decision", "evidence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_by_id", "text_version") VALUES (NEW."channel", NEW."created_at", NEW."customer_id", NEW."decided_at", NEW."decision", NEW."evidence", NEW."id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_by_id", NEW."text_version"); RETURN NULL;', hash='d284855be5bd73b67350806e014c54aabe177894', operation='UPDATE', pgid='pgtrigger_update_update_f7407', table='tilth_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_consent_history" ("channel", "created_at", "customer_id", "decided_at", "decision", "evidence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_by_id", "text_version") VALUES (OLD."channel", OLD."created_at", OLD."customer_id", OLD."decided_at", OLD."decision", OLD."evidence", OLD."id", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_by_id", OLD."text_version"); RETURN NULL;', hash='8cb134be6835d8fe0b342dc91e66d26fa816cb7e', operation='DELETE', pgid='pgtrigger_delete_delete_e40c9', table='tilth_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consenthistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fcf88e6fe3cd6e5d9d15cf199d1b42e5065ccb19', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_30583', table='tilth_consent_history', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contacthistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f187bf9c0fe12f80dbcd0d1a30e4df169a4be4b8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1021', table='tilth_contact_history', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_preference_history" ("changed_at", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "windows", "zone") VALUES (NEW."changed_at", NEW."customer_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."windows", NEW."zone"); RETURN NULL;', hash='735430645bc862fc50232ef8ff5655c0b8914682', operation='INSERT', pgid='pgtrigger_insert_insert_231c3', table='tilth_contact_preference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_contact_preference_history" ("changed_at", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "windows", "zone") VALUES (NEW."changed_at", NEW."customer_id", NEW."id", NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."windows", NEW."zone"); RETURN NULL;', hash='10ed844bc6137f322be5b4410163d02d607d9bea', operation='UPDATE', pgid='pgtrigger_update_update_153ee', table='tilth_contact_preference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreference',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_contact_preference_history" ("changed_at", "customer_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "windows", "zone") VALUES (OLD."changed_at", OLD."customer_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."windows", OLD."zone"); RETURN NULL;', hash='46e720bfeb7670bdcafd05912c77cae0aaf3cd79', operation='DELETE', pgid='pgtrigger_delete_delete_9a585', table='tilth_contact_preference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpreferencehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72347ba752da06ec1e3fa643dd7bf8747eaf9910', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11da5', table='tilth_contact_preference_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='cover',
            index=models.Index(fields=['substitute_staff_id', 'ends_on'], name='cover_substitute'),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='cover_ends_after'),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=models.CheckConstraint(condition=models.Q(('absent_staff_id', models.F('substitute_staff_id')), _negated=True), name='cover_two_people'),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='cover_reason_given'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cover',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_cover_history" ("absent_staff_id", "arranged_by_id", "created_at", "ended_at", "ends_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "substitute_staff_id") VALUES (NEW."absent_staff_id", NEW."arranged_by_id", NEW."created_at", NEW."ended_at", NEW."ends_on", NEW."id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts_on", NEW."substitute_staff_id"); RETURN NULL;', hash='baaafafd481c3fa75606090acf438d81d7c729e2', operation='INSERT', pgid='pgtrigger_insert_insert_07e6b', table='tilth_cover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cover',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_cover_history" ("absent_staff_id", "arranged_by_id", "created_at", "ended_at", "ends_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "substitute_staff_id") VALUES (NEW."absent_staff_id", NEW."arranged_by_id", NEW."created_at", NEW."ended_at", NEW."ends_on", NEW."id", NOW(), \'update\', NEW."id", NEW."reason", NEW."starts_on", NEW."substitute_staff_id"); RETURN NULL;', hash='11f9c55a93e9fcafda3258e3e00dd13d832f1d3b', operation='UPDATE', pgid='pgtrigger_update_update_7d2b1', table='tilth_cover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cover',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_cover_history" ("absent_staff_id", "arranged_by_id", "created_at", "ended_at", "ends_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "substitute_staff_id") VALUES (OLD."absent_staff_id", OLD."arranged_by_id", OLD."created_at", OLD."ended_at", OLD."ends_on", OLD."id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."starts_on", OLD."substitute_staff_id"); RETURN NULL;', hash='497a94dfdd503be32c191f7a75f3e9ed34891e67', operation='DELETE', pgid='pgtrigger_delete_delete_294e7', table='tilth_cover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5d47526be9ebe0d220f8c2896e9e65d30ddaea6f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5a1fd', table='tilth_cover_history', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='donotdisturbhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6bc35bd0e3b57b4df313435aa22bfeacb53c6bce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_714b4', table='tilth_do_not_disturb_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['staff_id', 'ends_on'], name='participant_staff'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['customer_id'], name='participant_customer'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['b_manager', 'planner', 'specialist', 'hand_over', 'approval'])), name='participant_purpose_known'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='participant_ends_after'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='participant_reason_given'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_participant_history" ("created_at", "customer_id", "ended_at", "ends_on", "id", "invited_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reason", "staff_id", "starts_on") VALUES (NEW."created_at", NEW."customer_id", NEW."ended_at", NEW."ends_on", NEW."id", NEW."invited_by_id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reason", NEW."staff_id", NEW."starts_on"); RETURN NULL;', hash='9cc98c804ff80ea41164c30bc6b6cbde6fcc51ca', operation='INSERT', pgid='pgtrigger_insert_insert_7a154', table='tilth_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_participant_history" ("created_at", "customer_id", "ended_at", "ends_on", "id", "invited_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reason", "staff_id", "starts_on") VALUES (NEW."created_at", NEW."customer_id", NEW."ended_at", NEW."ends_on", NEW."id", NEW."invited_by_id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."reason", NEW."staff_id", NEW."starts_on"); RETURN NULL;', hash='11f10ea56fd32f26a09f430cc38ad786741e899f', operation='UPDATE', pgid='pgtrigger_update_update_fb857', table='tilth_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_participant_history" ("created_at", "customer_id", "ended_at", "ends_on", "id", "invited_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reason", "staff_id", "starts_on") VALUES (OLD."created_at", OLD."customer_id", OLD."ended_at", OLD."ends_on", OLD."id", OLD."invited_by_id", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."reason", OLD."staff_id", OLD."starts_on"); RETURN NULL;', hash='35aada58efc19a07a96c292ea120c90a666e4e00', operation='DELETE', pgid='pgtrigger_delete_delete_e97ef', table='tilth_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participanthistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9a6ab9ca87ced41dcec50d551909976b559bd6d0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dd52c', table='tilth_participant_history', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='segmentassignmenthistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d2b5122e419a9e28d4d82748f8b49ea9e27ac918', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a2eaf', table='tilth_segment_assignment_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='suppression',
            index=models.Index(fields=['customer_id', 'starts_on'], name='suppression_customer'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['deceased', 'restricted', 'bereaved', 'complaint_open', 'litigation', 'guardian_missing'])), name='suppression_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='suppression_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='suppression_lifted_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suppression',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_suppression_history" ("created_at", "customer_id", "ends_on", "id", "kind", "lifted_at", "lifted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "starts_on") VALUES (NEW."created_at", NEW."customer_id", NEW."ends_on", NEW."id", NEW."kind", NEW."lifted_at", NEW."lifted_by_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."starts_on"); RETURN NULL;', hash='a7d7717389a4eb5fabf0cbc724e5eb981c056b4b', operation='INSERT', pgid='pgtrigger_insert_insert_fba99', table='tilth_suppression', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suppression',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_suppression_history" ("created_at", "customer_id", "ends_on", "id", "kind", "lifted_at", "lifted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "starts_on") VALUES (NEW."created_at", NEW."customer_id", NEW."ends_on", NEW."id", NEW."kind", NEW."lifted_at", NEW."lifted_by_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."starts_on"); RETURN NULL;', hash='bc640f1f177fa604712fd6210a439360a740bff9', operation='UPDATE', pgid='pgtrigger_update_update_f08d5', table='tilth_suppression', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suppression',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_suppression_history" ("created_at", "customer_id", "ends_on", "id", "kind", "lifted_at", "lifted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "starts_on") VALUES (OLD."created_at", OLD."customer_id", OLD."ends_on", OLD."id", OLD."kind", OLD."lifted_at", OLD."lifted_by_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_by_id", OLD."starts_on"); RETURN NULL;', hash='eb95f3a14fc61d45c29270c1ff8905fa697bceda', operation='DELETE', pgid='pgtrigger_delete_delete_a151c', table='tilth_suppression', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suppressionhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='de2de951c8463d35c7243235217e24c9848a4793', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b9f5', table='tilth_suppression_history', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['customer_id', '-id'], name='transfer_customer'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['move', 'leaver', 'upgrade', 'rebalance', 'request'])), name='transfer_cause_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_transfer_history" ("cause", "customer_id", "from_branch_id", "from_staff_id", "id", "moved_at", "moved_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_branch_id", "to_staff_id") VALUES (NEW."cause", NEW."customer_id", NEW."from_branch_id", NEW."from_staff_id", NEW."id", NEW."moved_at", NEW."moved_by_id", NEW."note", NOW(), \'insert\', NEW."id", NEW."to_branch_id", NEW."to_staff_id"); RETURN NULL;', hash='d7c0e2df31fc4f522a55cb81fda2c6f7d1d58b15', operation='INSERT', pgid='pgtrigger_insert_insert_6d0fd', table='tilth_transfer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tilth_transfer_history" ("cause", "customer_id", "from_branch_id", "from_staff_id", "id", "moved_at", "moved_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_branch_id", "to_staff_id") VALUES (NEW."cause", NEW."customer_id", NEW."from_branch_id", NEW."from_staff_id", NEW."id", NEW."moved_at", NEW."moved_by_id", NEW."note", NOW(), \'update\', NEW."id", NEW."to_branch_id", NEW."to_staff_id"); RETURN NULL;', hash='e94c65ccaafa6165d4d74ecd564b570abea470b3', operation='UPDATE', pgid='pgtrigger_update_update_f5dc7', table='tilth_transfer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transfer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tilth_transfer_history" ("cause", "customer_id", "from_branch_id", "from_staff_id", "id", "moved_at", "moved_by_id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_branch_id", "to_staff_id") VALUES (OLD."cause", OLD."customer_id", OLD."from_branch_id", OLD."from_staff_id", OLD."id", OLD."moved_at", OLD."moved_by_id", OLD."note", NOW(), \'delete\', OLD."id", OLD."to_branch_id", OLD."to_staff_id"); RETURN NULL;', hash='af7f70dd8ed765a8bb7bfa59ef612affc9ab599b', operation='DELETE', pgid='pgtrigger_delete_delete_99307', table='tilth_transfer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transferhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f458ab06313ca406b8755c8391bb3b5741d385a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ddbb3', table='tilth_transfer_history', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a09e06520f8134ff94a9f3a893056bfb539a6006', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_294ee', table='tilth_user_history', when='BEFORE')),
        ),
    ]
