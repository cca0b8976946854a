"""Gifts and service memos stand in the diary."""

import tilth.data.line
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0034_diary'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='gift',
            constraint=tilth.data.line.Line(due_on='given_on', happened="given_on::timestamp AT TIME ZONE 'Asia/Shanghai'", kept='voided_at IS NULL', name='gift_line', open="decided_at IS NULL AND state = 'asked'", said=('kind', 'value', 'state'), staff='staff_id', subject='gift'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=tilth.data.line.Line(due_on='due_on', happened="asked_on::timestamp AT TIME ZONE 'Asia/Shanghai'", kept='voided_at IS NULL', name='memo_line', open='answered_at IS NULL', said=('due_on', 'answered_at'), staff='staff_id', subject='memo'),
        ),
    ]
