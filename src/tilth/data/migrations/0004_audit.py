"""The audit: entries through one function, a chain made at commit, every change of a tracked row noted."""

from django.db import migrations

from tilth.data.migrations import _landed

_CHANGES = "CREATE INDEX audit_changes ON tilth_audit_entry (subject_type, subject_id) WHERE action = 'change'"


class Migration(migrations.Migration):
    dependencies = [("tilth", "0003_guard")]
    run_before = [("tilth", "0005_gate")]

    operations = [migrations.RunSQL([_landed.FIRST_VERSIONS, _CHANGES], migrations.RunSQL.noop)]
