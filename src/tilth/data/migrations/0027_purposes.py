"""What people did is counted by what it was for, too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0026_landlines")]

    operations = []
