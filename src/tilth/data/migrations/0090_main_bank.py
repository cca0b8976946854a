"""Whether this is the main bank; of books and branches assets by tier, and what lies elsewhere."""

import tilth.data.guard
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0089_dismissals'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='publishedbook',
            name='recount',
        ),
        migrations.AddField(
            model_name='customerpoint',
            name='account_activity',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='customerpoint',
            name='product_coverage',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='assets_general',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='assets_personal',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='assets_platinum',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='assets_private',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='share_elsewhere',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='share_here',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbook',
            name='share_known',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='assets_general',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='assets_personal',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='assets_platinum',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='assets_private',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='share_elsewhere',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='share_here',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name='publishedbranchtotal',
            name='share_known',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='main_bank',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='publishedcustomer',
            name='product_coverage',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='publishedbook',
            constraint=tilth.data.guard.Routines(digest='10f98703b7bfaddc', name='recount'),
        ),
    ]
