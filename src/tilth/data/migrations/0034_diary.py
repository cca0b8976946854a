"""One diary for everything dated: its table, the numbers of branches, and the lines of what there is."""

import django.db.models.functions.comparison
import tilth.data.guard
import tilth.data.line
from django.db import migrations, models


_NUMBERED = """
    SELECT tilth_number_branches(g.id, 'published_branch') FROM (
        SELECT g.id FROM tilth_generation g LEFT JOIN tilth_publication p ON p.current_id = g.id
        WHERE g.state = 'published' ORDER BY p.current_id IS NULL, g.id) g
"""


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0033_follow'),
    ]

    operations = [
        migrations.CreateModel(
            name='DiaryLine',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'row_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.TextField()),
                ('row_id', models.TextField()),
                ('customer_id', models.TextField()),
                ('owner_id', models.TextField(blank=True, null=True)),
                ('branch_no', models.BigIntegerField(blank=True, null=True)),
                ('restricted', models.BooleanField(default=False)),
                ('staff_id', models.TextField(blank=True, null=True)),
                ('happened_at', models.DateTimeField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('due_at', models.TimeField(blank=True, null=True)),
                ('open', models.BooleanField(default=False)),
                ('said', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'tilth_diary',
            },
        ),
        migrations.RemoveConstraint(
            model_name='role',
            name='entry',
        ),
        migrations.RemoveConstraint(
            model_name='transfer',
            name='transfer',
        ),
        migrations.AddField(
            model_name='publishedbranch',
            name='branch_last',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranch',
            name='branch_no',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='publishedbranch',
            constraint=tilth.data.guard.Routines(digest='88c892fc9114693b', name='branches'),
        ),
        migrations.RunSQL(_NUMBERED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='role',
            constraint=tilth.data.guard.Routines(digest='943eeb823c8331e4', name='entry'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Routines(digest='c6dd43a09f0c607d', name='transfer'),
        ),
        migrations.AddConstraint(
            model_name='diaryline',
            constraint=tilth.data.guard.Routines(digest='74ea0db159362949', name='diary'),
        ),
        migrations.AddConstraint(
            model_name='diaryline',
            constraint=tilth.data.guard.Guard(name='diary_guard', sees="branch_no IS NOT NULL AND (branch_no BETWEEN nullif(current_setting('tilth.branch_first', true), '')::bigint AND nullif(current_setting('tilth.branch_last', true), '')::bigint OR strpos(current_setting('tilth.managers', true), chr(31) || owner_id || chr(31)) > 0 OR strpos(current_setting('tilth.customers', true), chr(31) || customer_id || chr(31)) > 0) AND (NOT restricted OR current_setting('tilth.sees_restricted', true) = 'true')"),
        ),
        migrations.AddConstraint(
            model_name='cadenceagreement',
            constraint=tilth.data.line.Line(happened="agreed_on::timestamp AT TIME ZONE 'Asia/Shanghai'", name='cadence_line', said=('days',), subject='cadence_agreement'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=tilth.data.line.Line(happened='given_at', name='clearance_line', said=('channel', 'purpose'), staff='staff_id', subject='clearance'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=tilth.data.line.Line(happened='decided_at', name='consent_line', said=('purpose', 'channel', 'decision'), subject='consent'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=tilth.data.line.Line(happened='contacted_at', kept='voided_at IS NULL', name='contact_line', said=('channel', 'purpose', 'outcome', 'two_way', 'effect', 'intention', 'step', 'next_step_on', 'list_rank', 'business_date'), staff='staff_id', subject='contact'),
        ),
        migrations.AddConstraint(
            model_name='contactpreference',
            constraint=tilth.data.line.Line(happened='changed_at', name='preference_line', said=('zone',), subject='contact_preference'),
        ),
        migrations.AddConstraint(
            model_name='donotdisturb',
            constraint=tilth.data.line.Line(due_on='ends_on', happened='created_at', lapses=True, name='dnd_line', open='ends_on IS NOT NULL', said=('channel', 'starts_on', 'ends_on'), subject='do_not_disturb'),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=tilth.data.line.Line(happened='marked_at', kept='voided_at IS NULL', name='number_mark_line', said=('field',), staff='staff_id', subject='number_mark'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=tilth.data.line.Line(due_on='ends_on', happened='created_at', lapses=True, name='participant_line', open='ended_at IS NULL', said=('purpose', 'starts_on', 'ends_on'), staff='staff_id', subject='participant'),
        ),
        migrations.AddConstraint(
            model_name='reasonclosure',
            constraint=tilth.data.line.Line(happened='closed_at', kept='voided_at IS NULL', name='reason_closure_line', said=('kind', 'reason', 'business_date'), staff='staff_id', subject='reason_closure'),
        ),
        migrations.AddConstraint(
            model_name='segmentassignment',
            constraint=tilth.data.line.Line(happened='confirmed_at', name='segment_line', said=('scheme', 'segment'), subject='segment_assignment'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=tilth.data.line.Line(happened='made_at', kept='voided_at IS NULL', name='skip_line', said=('business_date', 'list_rank', 'reason'), staff='staff_id', subject='skip'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=tilth.data.line.Line(due_on='ends_on', happened='created_at', lapses=True, name='suppression_line', open='ends_on IS NOT NULL AND lifted_at IS NULL', said=('kind', 'starts_on', 'ends_on'), subject='suppression'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=tilth.data.line.Line(due_at='due_at', due_on='due_on', happened='made_at', kept='voided_at IS NULL', name='task_line', open='done_at IS NULL', said=('kind', 'step', 'place', 'came', 'business_date'), staff='staff_id', subject='task'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.line.Line(happened='moved_at', name='transfer_line', said=('cause', 'from_staff_id', 'to_staff_id', 'from_branch_id', 'to_branch_id'), subject='transfer'),
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(django.db.models.functions.comparison.Coalesce('staff_id', 'owner_id'), models.F('due_on'), condition=models.Q(('open', True)), name='diary_whose_due'),
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(condition=models.Q(('open', True)), fields=['owner_id', 'due_on'], name='diary_owner_due'),
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(condition=models.Q(('open', True)), fields=['branch_no', 'due_on'], name='diary_branch_due'),
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(condition=models.Q(('open', True)), fields=['due_on', 'due_at', 'subject', 'row_id'], name='diary_due'),
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(fields=['customer_id', '-happened_at', '-subject', '-row_id'], name='diary_customer'),
        ),
        migrations.AddConstraint(
            model_name='diaryline',
            constraint=models.CheckConstraint(condition=models.Q(('open', False), ('due_on__isnull', False), _connector='OR'), name='diary_open_is_due'),
        ),
    ]
