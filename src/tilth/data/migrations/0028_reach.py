"""How many customers of a book can be reached in a week, and who cannot for want of consent or number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0027_purposes")]

    operations = [
        migrations.AddField(
            model_name="publishedbook",
            name=name,
            field=models.BigIntegerField(blank=True, null=True),
        )
        for name in ("reachable", "without_consent", "without_number")
    ]
