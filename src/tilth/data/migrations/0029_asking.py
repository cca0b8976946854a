"""A session is read together with whose it is: one statement says who asks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0028_reach")]

    operations = []
