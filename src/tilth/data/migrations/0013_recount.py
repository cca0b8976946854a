"""The sums of books and branches follow restrictions and transfers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tilth", "0012_orders")]

    operations = []
