"""Walks are noticed: looks are counted from the audit itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0015_sign_in")]

    operations = []
