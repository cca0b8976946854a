"""The seal and the proofs have no ambiguous borders, proofs have their minute; signatures stay; roles write."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0024_nearest_type")]

    operations = []
