"""Restrictions, and the periods of covers and participations, are judged by the day of the pages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0020_external_flows")]

    operations = []
