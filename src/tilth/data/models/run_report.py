"""What one nightly run did, for the page of runs."""

from typing import ClassVar

from django.db import models

from tilth.data.checks import one_of
from tilth.policy import codes


class RunReport(models.Model):
    """One nightly run, whether it published, was refused or failed; all are kept."""

    id = models.BigAutoField(primary_key=True)
    business_date = models.DateField()
    finished_at = models.DateTimeField()
    status = models.CharField(max_length=10)
    report: models.JSONField = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        db_table = "tilth_run_report"
        ordering: ClassVar = ["-business_date", "-finished_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-business_date", "-finished_at", "-id"], name="run_report_newest")
        ]
        constraints: ClassVar = [one_of("status", codes.RUN_STATUSES, name="run_report_status_known")]

    def __str__(self) -> str:
        return f"{self.business_date} {self.status}"
