"""Open records of subjects follow their customer to the new manager."""

import tilth.data.guard
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0032_gifts_and_memos'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='role',
            name='entry',
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=tilth.data.guard.Routines(digest='ae4a880d0ad4433f', name='entry'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Routines(digest='e15286917d8dcc38', name='follow'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=tilth.data.guard.Follows(name='gift_follows', state='asked', until='decided_at'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=tilth.data.guard.Follows(name='memo_follows', state='', until='answered_at'),
        ),
    ]
