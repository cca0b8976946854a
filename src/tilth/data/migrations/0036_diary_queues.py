"""The bank's queue keeps branches in its index, and a branch's lies in order."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0035_lines_of_subjects'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='diaryline',
            name='diary_branch_due',
        ),
        migrations.RemoveIndex(
            model_name='diaryline',
            name='diary_due',
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(condition=models.Q(('open', True)), fields=['branch_no', 'due_on', 'due_at', 'subject', 'row_id'], name='diary_branch_due'),
        ),
        migrations.AddIndex(
            model_name='diaryline',
            index=models.Index(condition=models.Q(('open', True)), fields=['due_on', 'due_at', 'subject', 'row_id', 'branch_no'], name='diary_due'),
        ),
    ]
