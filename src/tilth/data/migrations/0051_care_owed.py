"""The account of care owed, beside the customer."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0050_week_plans'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_begun_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_carried',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_closed',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_corrected',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_created',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_died',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_longer',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_missed',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_paid',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_stopped',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='care_wished',
            field=models.BigIntegerField(blank=True, null=True),
        ),
    ]
