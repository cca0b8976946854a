"""What talks by phone alone take off, and the channel that is proposed, beside the other terms."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("tilth", "0056_greeting_occasions"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedcallvalue",
            name="instead",
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publishedcallvalue",
            name="worn",
            field=models.BigIntegerField(blank=True, null=True),
        ),
    ]
