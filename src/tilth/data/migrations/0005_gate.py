"""What the contact gate counts over a household, without showing the household."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0004_audit")]

    operations = []
