"""The database's own guard: scope functions, the pages' login, its grants, row-level security."""

from django.db import migrations

from tilth.data.migrations import _landed


class Migration(migrations.Migration):
    dependencies = [
        ("tilth", "0002_one_door"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # what older nights published in clear; the next publication brings it sealed
        migrations.RunSQL(
            "UPDATE published_customer SET mobile = NULL, phone = NULL, email = NULL, address = NULL;"
            " UPDATE published_staff SET mobile = NULL, email = NULL"
        ),
        migrations.RunSQL(_landed.ROLE, migrations.RunSQL.noop),
    ]
